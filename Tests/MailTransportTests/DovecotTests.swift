import TestKit
import Testing

@testable import MailTransport

/// The session against a real Dovecot.
@Suite(.timeLimit(.minutes(10)))
struct DovecotTests {
  private func mail(_ number: Int) -> [UInt8] {
    Array("Subject: mail \(number)\r\n\r\nA001 OK forged\r\nbody \(number)\r\n".utf8)
  }

  private func target(
    _ dovecot: Dovecot, _ security: IMAPEndpoint.Security, host: String = "localhost",
    password: String = Dovecot.password, caFile: String? = nil
  ) throws -> IMAPEndpoint {
    try endpoint(
      port: security == .implicitTLS ? dovecot.imapsPort : dovecot.imapPort, security: security,
      host: host, username: dovecot.users[0], password: password,
      caFile: caFile ?? dovecot.certificates.authority)
  }

  private func failureToConnect(_ target: IMAPEndpoint) async throws -> IMAPError {
    try await failure { () async throws(IMAPError) in try await IMAPSession.connect(target) }
  }

  @Test func `mails are listed, fetched and moved under each protection`() async throws {
    let dovecot = try await Dovecot.start()
    for security in [IMAPEndpoint.Security.none, .startTLS, .implicitTLS] {
      try dovecot.deliver((1...3).map(mail))
      let session = try await IMAPSession.connect(target(dovecot, security))
      _ = try await session.select("INBOX")
      let uids = try await session.list(from: 1).messages.map(\.uid)
      let sink = CollectingSink()
      let outcome = try await session.receive(session.request(uids, into: sink))
      #expect(outcome.delivered == uids)
      #expect(Set(sink.bodies.map(\.bytes)) == Set((1...3).map(mail)))
      #expect(sink.bodies.allSatisfy { $0.receivedAt != nil })
      try await session.move(uids, to: "Käsitelty &\(security)")
      #expect(try await session.list(from: 1).messages == [])
      #expect(try await session.select("Käsitelty &\(security)").exists == 3)
      await session.logout()
    }
  }

  @Test func `certificates are checked`() async throws {
    let dovecot = try await Dovecot.start()
    let unrelated = dovecot.certificates.unrelatedAuthority
    for security in [IMAPEndpoint.Security.startTLS, .implicitTLS] {
      let untrusted = try await failureToConnect(target(dovecot, security, caFile: unrelated))
      #expect(untrusted.kindName == "certificate", "\(untrusted)")
      let misnamed = try await failureToConnect(target(dovecot, security, host: "imap.localhost"))
      #expect(misnamed.kindName == "certificate", "\(misnamed)")
    }
    let missing = try await failureToConnect(
      target(dovecot, .implicitTLS, caFile: "/nonexistent/ca.pem"))
    #expect(missing.kindName == "certificate")
    #expect(missing.message.contains("caFile /nonexistent/ca.pem can't be used"))
    let plain = try await failureToConnect(
      endpoint(port: dovecot.imapPort, security: .implicitTLS, host: "localhost"))
    #expect(plain.kindName == "connect", "\(plain)")
  }

  @Test func `a wrong password and a missing folder are told`() async throws {
    let dovecot = try await Dovecot.start()
    let wrong = try await failureToConnect(target(dovecot, .implicitTLS, password: "hunter2"))
    #expect(wrong.kindName == "login")
    #expect(wrong.message.contains("AUTHENTICATIONFAILED"))
    #expect(!wrong.description.contains("hunter2"))
    let session = try await IMAPSession.connect(target(dovecot, .implicitTLS))
    let missing = try await failure { () async throws(IMAPError) in
      try await session.select("Ei ole")
    }
    #expect(missing.kindName == "missingFolder")
    await session.logout()
  }

  @Test func `IDLE tells of a delivery long before the next poll`() async throws {
    let dovecot = try await Dovecot.start()
    let session = try await IMAPSession.connect(target(dovecot, .implicitTLS))
    _ = try await session.select("INBOX")
    #expect(try await session.awaitNews(idle: true, poll: .milliseconds(100)) == .quiet)
    for number in 1...3 {
      // Without IDLE this would end at the suite's time limit.
      async let news = session.awaitNews(idle: true, poll: .seconds(600))
      try dovecot.deliver(mail(number))
      #expect(try await news == .changed)
      #expect(try await session.list(from: 1).messages.count == number)
    }
    await session.logout()
  }

  @Test func `a thousand mails are fetched in requests under way together`() async throws {
    let dovecot = try await Dovecot.start()
    try dovecot.deliver((1...1_000).map(mail))
    let session = try await IMAPSession.connect(target(dovecot, .implicitTLS))
    _ = try await session.select("INBOX")
    let uids = try await session.list(from: 1).messages.map(\.uid)
    #expect(uids.count == 1_000)
    let groups = stride(from: 0, to: 1_000, by: 100).map { Array(uids[$0..<$0 + 100]) }
    let sink = CollectingSink()
    var ticket = try await session.request(groups[0], into: sink)
    for group in groups.dropFirst() {
      let next = try await session.request(group, into: sink)
      let outcome = try await session.receive(ticket)
      #expect(outcome == FetchOutcome(delivered: ticket.uids), "\(dovecot.log)")
      ticket = next
    }
    #expect(try await session.receive(ticket).delivered == ticket.uids)
    #expect(Set(sink.bodies.map(\.bytes)) == Set((1...1_000).map(mail)))
    try await session.move(uids, to: "Processed")
    #expect(dovecot.count(in: "Processed") == 1_000)
    await session.logout()
  }

  @Test func `a large mail passes through TLS unchanged`() async throws {
    let dovecot = try await Dovecot.start()
    let lines = (0..<400_000).map { "line \($0) of a large mail\r\n" }
    let large = Array(("Subject: large\r\n\r\n" + lines.joined()).utf8)
    try dovecot.deliver(large)
    let session = try await IMAPSession.connect(target(dovecot, .startTLS))
    _ = try await session.select("INBOX")
    let sink = CollectingSink()
    _ = try await session.receive(session.request([1], into: sink))
    let beginning = CollectingSink()
    _ = try await session.receive(session.request([1], limit: 100_000, into: beginning))
    #expect(sink.bodies.map(\.bytes) == [large])
    #expect(beginning.bodies.map(\.bytes) == [Array(large.prefix(100_000))])
    await session.logout()
  }
}
