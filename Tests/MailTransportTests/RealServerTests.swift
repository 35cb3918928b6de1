import TestKit
import Testing

@testable import MailTransport

/// The session against real servers.
@Suite(.timeLimit(.minutes(10)))
struct RealServerTests {
  private func mail(_ number: Int) -> [UInt8] {
    Array("Subject: mail \(number)\r\n\r\nA001 OK forged\r\nbody \(number)\r\n".utf8)
  }

  private func target(
    _ server: any RealIMAPServer, _ security: IMAPEndpoint.Security, host: String = "localhost",
    password: String = Dovecot.password, caFile: String? = nil
  ) throws -> IMAPEndpoint {
    try endpoint(
      port: security == .implicitTLS ? server.imapsPort : server.imapPort, security: security,
      host: host, username: server.users[0], password: password,
      caFile: caFile ?? server.certificates.authority)
  }

  private func failureToConnect(_ target: IMAPEndpoint) async throws -> IMAPError {
    try await failure { () async throws(IMAPError) in try await IMAPSession.connect(target) }
  }

  @Test(arguments: RealIMAPServerKind.allCases)
  func `mails are listed, fetched and moved under each protection`(
    kind: RealIMAPServerKind
  ) async throws {
    let server = try await kind.start()
    for security in [IMAPEndpoint.Security.none, .startTLS, .implicitTLS] {
      try await server.put((1...3).map(mail))
      let session = try await IMAPSession.connect(target(server, security))
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

  @Test(arguments: RealIMAPServerKind.allCases)
  func `certificates are checked`(
    kind: RealIMAPServerKind
  ) async throws {
    let server = try await kind.start()
    let unrelated = server.certificates.unrelatedAuthority
    for security in [IMAPEndpoint.Security.startTLS, .implicitTLS] {
      let untrusted = try await failureToConnect(target(server, security, caFile: unrelated))
      #expect(untrusted.kindName == "certificate", "\(untrusted)")
      let misnamed = try await failureToConnect(target(server, security, host: "imap.localhost"))
      #expect(misnamed.kindName == "certificate", "\(misnamed)")
    }
    let missing = try await failureToConnect(
      target(server, .implicitTLS, caFile: "/nonexistent/ca.pem"))
    #expect(missing.kindName == "certificate")
    #expect(missing.message.contains("caFile /nonexistent/ca.pem can't be used"))
    let plain = try await failureToConnect(
      endpoint(port: server.imapPort, security: .implicitTLS, host: "localhost"))
    #expect(plain.kindName == "connect", "\(plain)")
  }

  @Test(arguments: RealIMAPServerKind.allCases)
  func `a wrong password and a missing folder are told`(
    kind: RealIMAPServerKind
  ) async throws {
    let server = try await kind.start()
    let wrong = try await failureToConnect(target(server, .implicitTLS, password: "hunter2"))
    #expect(wrong.kindName == "login")
    #expect(!wrong.description.contains("hunter2"))
    let session = try await IMAPSession.connect(target(server, .implicitTLS))
    let missing = try await failure { () async throws(IMAPError) in
      try await session.select("Ei ole")
    }
    #expect(missing.kindName == "missingFolder")
    await session.logout()
  }

  @Test(arguments: RealIMAPServerKind.allCases)
  func `IDLE tells of a delivery long before the next poll`(
    kind: RealIMAPServerKind
  ) async throws {
    let server = try await kind.start()
    let session = try await IMAPSession.connect(target(server, .implicitTLS))
    _ = try await session.select("INBOX")
    #expect(try await session.awaitNews(idle: true, poll: .milliseconds(100)) == .quiet)
    for number in 1...3 {
      // Without IDLE this would end at the suite's time limit.
      async let news = session.awaitNews(idle: true, poll: .seconds(600))
      try await server.put([mail(number)])
      #expect(try await news == .changed)
      #expect(try await session.list(from: 1).messages.count == number)
    }
    await session.logout()
  }

  @Test(arguments: RealIMAPServerKind.allCases)
  func `a thousand mails are fetched in requests under way together`(
    kind: RealIMAPServerKind
  ) async throws {
    let server = try await kind.start()
    try await server.put((1...1_000).map(mail))
    let session = try await IMAPSession.connect(target(server, .implicitTLS))
    _ = try await session.select("INBOX")
    let uids = try await session.list(from: 1).messages.map(\.uid)
    #expect(uids.count == 1_000)
    let groups = stride(from: 0, to: 1_000, by: 100).map { Array(uids[$0..<$0 + 100]) }
    let sink = CollectingSink()
    var ticket = try await session.request(groups[0], into: sink)
    for group in groups.dropFirst() {
      let next = try await session.request(group, into: sink)
      let outcome = try await session.receive(ticket)
      #expect(outcome == FetchOutcome(delivered: ticket.uids))
      ticket = next
    }
    #expect(try await session.receive(ticket).delivered == ticket.uids)
    #expect(Set(sink.bodies.map(\.bytes)) == Set((1...1_000).map(mail)))
    try await session.move(uids, to: "Processed")
    #expect(try await server.mailCount(in: "Processed") == 1_000)
    await session.logout()
  }

  @Test(arguments: RealIMAPServerKind.allCases)
  func `a large mail passes through TLS unchanged`(
    kind: RealIMAPServerKind
  ) async throws {
    let server = try await kind.start()
    let lines = (0..<400_000).map { "line \($0) of a large mail\r\n" }
    let large = Array(("Subject: large\r\n\r\n" + lines.joined()).utf8)
    try await server.put([large])
    let session = try await IMAPSession.connect(target(server, .startTLS))
    _ = try await session.select("INBOX")
    let sink = CollectingSink()
    _ = try await session.receive(session.request([1], into: sink))
    let beginning = CollectingSink()
    _ = try await session.receive(session.request([1], limit: 100_000, into: beginning))
    #expect(sink.bodies.map(\.bytes) == [large])
    #expect(beginning.bodies.map(\.bytes) == [Array(large.prefix(100_000))])
    await session.logout()
  }

  @Test(arguments: RealIMAPServerKind.allCases)
  func `what is deleted goes alone, what is copied is named, and both are found again`(
    kind: RealIMAPServerKind
  ) async throws {
    let server = try await kind.start()
    try await server.put((1...4).map(mail))
    let session = try await IMAPSession.connect(target(server, .implicitTLS))
    _ = try await session.select("INBOX")
    #expect(try await session.copy([1, 3, 99], to: "Kopiot") == [1, 3])
    #expect(try await session.delete([2]) == .deleted)
    try await session.markSeen([4])
    #expect(try await session.list(from: 1).messages.map(\.uid) == [1, 3, 4])
    #expect(try await session.facts(of: [2, 3]).messages.map(\.uid) == [3])
    #expect(try await session.hasFolder("Kopiot"))
    #expect(try await !session.hasFolder("Kopio"))
    let place = try await session.position(of: "Kopiot")
    #expect(place?.next == 3)
    #expect(try await session.select("Kopiot").uidValidity == place?.uidValidity)
    await session.logout()
  }

  @Test(arguments: RealIMAPServerKind.allCases)
  func `a folder that was made anew has another UIDVALIDITY`(
    kind: RealIMAPServerKind
  ) async throws {
    let server = try await kind.start()
    try await server.make(folder: "Laskut")
    try await server.put((1...3).map(mail), into: "Laskut")
    let before = try await IMAPSession.connect(target(server, .implicitTLS))
    let old = try await before.select("Laskut")
    await before.logout()
    try await server.renew(folder: "Laskut")
    let after = try await IMAPSession.connect(target(server, .implicitTLS))
    let new = try await after.select("Laskut")
    #expect(new.uidValidity != old.uidValidity)
    #expect(new.exists == 3 && old.exists == 3)
    await after.logout()
  }

  @Test(arguments: [RealIMAPServerKind.cyrus, .cyrusBelowInbox])
  func `the room of a mailbox is told`(kind: RealIMAPServerKind) async throws {
    let server = try await kind.start()
    let session = try await IMAPSession.connect(target(server, .implicitTLS))
    let quota = try await session.quota(of: "INBOX")
    let resources = quota.flatMap(\.resources)
    #expect(resources == [IMAPQuota.Resource(name: "STORAGE", used: 0, limit: 1_048_576)])
    await session.logout()
  }
}
