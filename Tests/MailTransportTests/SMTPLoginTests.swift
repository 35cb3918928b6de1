import FoundationEssentials
import TestKit
import Testing

@testable import MailTransport

/// The login, STARTTLS, and what may be seen of them.
@Suite(.timeLimit(.minutes(10)))
struct SMTPLoginTests {
  private static let password = "hunter2"

  private func session(
    _ server: FakeSMTPServer, security: LinkSecurity = .none, hasLogin: Bool = true
  ) throws -> SMTPSession {
    SMTPSession(
      try smtpEndpoint(
        port: server.port, security: security, login: hasLogin ? ("crm", Self.password) : nil))
  }

  @Test(arguments: [
    "535 5.7.8 not with hunter2", "454 4.7.0 later, hunter2", "535 AGNybQBodW50ZXIy",
  ])
  func `a refused login concerns every mail and tells no password`(reply: String) async throws {
    let server = try FakeSMTPServer(
      extensions: ["AUTH PLAIN LOGIN"], [.login: [.reply(reply), .reply(reply)]])
    let outcome = try await session(server).send()
    #expect(outcome.kind == "temporary server")
    #expect(outcome.trouble?.reason.contains("the login of crm was refused (") == true)
    #expect(outcome.words.hasPrefix(reply.prefix(3)))
    for part in ["hunter", "odW50ZXIy"] { #expect(!"\(outcome)".contains(part)) }
    #expect(server.mails.isEmpty)
  }

  @Test func `a server that offers no login gets no mail`() async throws {
    let server = try FakeSMTPServer()
    let outcome = try await session(server).send()
    #expect(outcome.kind == "temporary server")
    #expect(outcome.words.contains("no login"))
    #expect(!server.commands.contains { $0.hasPrefix("MAIL") })
  }

  @Test func `a server that offers unknown logins only gets no mail`() async throws {
    let server = try FakeSMTPServer(extensions: ["AUTH GSSAPI NTLM CRAM-MD5"])
    let outcome = try await session(server).send()
    #expect(outcome.kind == "temporary server", "\(outcome)")
    #expect(!server.commands.contains { $0.hasPrefix("MAIL") }, "\(server.commands)")
  }

  @Test(arguments: [true, false])
  func `without STARTTLS nothing is sent`(hasLogin: Bool) async throws {
    for (extensions, plan) in [
      (["AUTH PLAIN"], [:]),
      (["AUTH PLAIN", "STARTTLS"], [FakeSMTPServer.Step.startTLS: [.reply("454 4.7.0 no")]]),
      (["AUTH PLAIN", "STARTTLS"], [.startTLS: [.reply("220 go"), .drop]]),
    ] as [([String], [FakeSMTPServer.Step: [FakeSMTPServer.Answer]])] {
      let server = try FakeSMTPServer(extensions: extensions, plan)
      let sending = try session(server, security: .startTLS, hasLogin: hasLogin)
      async let outcome = sending.send()
      if plan[.startTLS]?.count == 2 {
        _ = try await eventually { server.commands.count >= 2 }
        server.stop()
      }
      #expect(await outcome.kind == "temporary server")
      #expect(server.commands.allSatisfy { !$0.hasPrefix("AUTH") && !$0.hasPrefix("MAIL") })
    }
  }

  @Test func `a dialogue shows both sides and masks what logs in`() async throws {
    let server = try FakeSMTPServer(extensions: ["AUTH PLAIN"])
    let (outcome, dialogue) = try await session(server).sendShowingDialogue(
      SMTPSession.letter, from: "crm@example.fi", to: "matti@example.fi")
    #expect(outcome.kind == "accepted")
    #expect(server.commands.contains(Data("\0crm\0hunter2".utf8).base64EncodedString()))
    #expect(
      dialogue.map(\.description) == [
        "S: 220 fake.example ESMTP", "C: EHLO crm.example.fi", "S: 250-fake.example",
        "S: 250 AUTH PLAIN", "C: AUTH PLAIN", "S: 334 •••", "C: •••", "S: 235 2.7.0 welcome",
        "C: MAIL FROM:<crm@example.fi>", "S: 250 2.1.0 ok", "C: RCPT TO:<matti@example.fi>",
        "S: 250 2.1.5 ok", "C: DATA", "S: 354 go on", "C: (the message, 22 bytes)",
        "S: 250 2.0.0 queued as 1",
      ])
  }

  @Test func `what a server says is kept printable and short`() async throws {
    let server = try FakeSMTPServer([
      .recipient: [.reply("550 5.1.1 \u{1b}[2J\u{202e}" + String(repeating: "x", count: 3_000))]
    ])
    let reply = try #require(try await session(server, hasLogin: false).send().trouble?.reply)
    #expect(reply.text.hasPrefix(" [2J xxx"))
    #expect(reply.text.count == 500)
  }
}
