import Glibc
import TestKit
import Testing

@testable import MailTransport

/// Delivery through a real Postfix into a real Dovecot. Postfix needs root.
@Suite(.enabled(if: getuid() == 0), .timeLimit(.minutes(10)))
struct SMTPPostfixTests {
  private let message = Array(
    "Subject: hi\r\n\r\n.\r\n..dots\r\nlast line\r\n".utf8)

  @Test func `a mail sent under TLS after a login arrives as it was`() async throws {
    let dovecot = try await Dovecot.start()
    let postfix = try await Postfix.start(deliveringTo: dovecot)
    for (port, security) in [
      (postfix.submissionPort, LinkSecurity.startTLS), (postfix.submissionsPort, .implicitTLS),
    ] {
      let session = SMTPSession(
        try smtpEndpoint(
          port: port, security: security, host: "localhost",
          login: (dovecot.users[0], Dovecot.password), caFile: dovecot.certificates.authority))
      let (outcome, dialogue) = await session.sendShowingDialogue(
        message, from: "crm@in.example.fi", to: "matti@in.example.fi")
      #expect(outcome.kind == "accepted", "\(outcome)\n\(postfix.log)")
      #expect(dialogue.contains { $0.text.hasPrefix("AUTH") })
      for _ in 0..<9 { #expect(await session.sendTo(message).kind == "accepted") }
      await session.close()
    }
    #expect(try await eventually { dovecot.count() == 20 })
    let mails = try dovecot.mails().map { String(decoding: $0, as: UTF8.self) }
    #expect(
      mails.allSatisfy {
        $0.contains("\nSubject: hi")
          && $0.replacing("\r\n", with: "\n").hasSuffix("\n\n.\n..dots\nlast line\n")
      })
    #expect(postfix.log.matches(of: /smtpd\[\d+\]: connect from/).count >= 2)
    #expect(postfix.log.matches(of: /sasl_username=documents/).count == 20)
  }

  @Test func `a wrong password and an unknown authority concern every mail`() async throws {
    let dovecot = try await Dovecot.start()
    let postfix = try await Postfix.start(deliveringTo: dovecot)
    for (password, caFile, word) in [
      ("wrong", dovecot.certificates.authority, "535"),
      (Dovecot.password, dovecot.certificates.unrelatedAuthority, "certificate"),
    ] {
      let session = SMTPSession(
        try smtpEndpoint(
          port: postfix.submissionPort, security: .startTLS, host: "localhost",
          login: (dovecot.users[0], password), caFile: caFile))
      let outcome = await session.sendTo(message)
      #expect(outcome.kind == "temporary server")
      #expect(outcome.words.contains(word), "\(outcome)")
    }
    let stranger = SMTPSession(try smtpEndpoint(port: postfix.port))
    #expect(await stranger.send(to: "x@elsewhere.example").kind == "permanent")
  }
}

extension SMTPSession {
  fileprivate func sendTo(_ message: [UInt8]) async -> SMTPOutcome {
    await send(message, from: "crm@in.example.fi", to: "matti@in.example.fi")
  }
}
