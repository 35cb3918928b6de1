import Dispatch
import Synchronization
import TestKit
import Testing

@testable import MailTransport

/// Delivery to a server that does everything that a server may do.
@Suite(.timeLimit(.minutes(10)))
struct SMTPSessionTests {
  /// The extensions of a server: with PIPELINING the commands of a mail go out together.
  private static let offers = [["8BITMIME"], ["8BITMIME", "PIPELINING"]]

  func outcome(
    _ plan: [FakeSMTPServer.Step: [FakeSMTPServer.Answer]], extensions: [String] = ["8BITMIME"],
    security: LinkSecurity = .none, password: String? = nil, timeout: Duration = .seconds(20)
  ) async throws -> (SMTPOutcome, FakeSMTPServer) {
    let server = try FakeSMTPServer(extensions: extensions, plan)
    let session = SMTPSession(
      try smtpEndpoint(
        port: server.port, security: security, login: password.map { ("crm", $0) },
        timeout: timeout))
    let outcome = await session.send()
    await session.close()
    #expect(!outcome.words.contains { $0.isNewline })
    return (outcome, server)
  }

  @Test func `an accepted mail is there byte for byte, with its envelope and size`() async throws {
    let server = try FakeSMTPServer()
    let session = SMTPSession(try smtpEndpoint(port: server.port))
    let lines = ["Subject: dots", "", ".", "..", ".hidden", "a.", "MAIL FROM:<x>", ""]
    let message = Array((lines.joined(separator: "\r\n") + "\r\n").utf8)
    let outcome = await session.send(message, from: "crm@example.fi", to: "matti@example.fi")
    await session.close()
    #expect(
      outcome
        == .accepted(SMTPReply(code: 250, enhancedCode: "2.0.0", text: "queued as 1")))
    #expect(server.mails.map(\.lines) == [lines.map { $0.hasPrefix(".") ? ".\($0)" : $0 }])
    #expect(
      server.commands == [
        "EHLO crm.example.fi", "MAIL FROM:<crm@example.fi> SIZE=\(message.count)",
        "RCPT TO:<matti@example.fi>", "DATA", "QUIT",
      ])
  }

  @Test func `many mails go over one connection`() async throws {
    let server = try FakeSMTPServer()
    let session = SMTPSession(try smtpEndpoint(port: server.port))
    for number in 1...50 {
      #expect(await session.send(to: "p\(number)@example.fi").kind == "accepted")
    }
    #expect(server.connections == 1)
    #expect(server.mails.map(\.recipient) == (1...50).map { "RCPT TO:<p\($0)@example.fi>" })
  }

  /// A worker that was stopped meanwhile: at the first question nothing was said, at the second all
  /// but the dot.
  @Test(arguments: [(asked: 1, commands: ["EHLO"]), (2, ["EHLO", "MAIL", "RCPT", "DATA"])])
  func `a mail whose time is over is not sent`(asked: Int, commands: [String]) async throws {
    let server = try FakeSMTPServer()
    let session = SMTPSession(try smtpEndpoint(port: server.port))
    let questions = Mutex(0)
    let outcome = await session.send(
      SMTPSession.letter, from: "crm@example.fi", to: "matti@example.fi"
    ) {
      questions.withLock { count in
        count += 1
        return count != asked
      }
    }
    #expect(outcome.kind == "temporary interruption")
    #expect(outcome.words.hasSuffix("the time to send it was over"))
    #expect(server.mails.isEmpty && server.commands.map { String($0.prefix(4)) } == commands)
    #expect(await session.send().kind == "accepted")
    #expect(server.mails.count == 1 && server.connections == 2)
  }

  @Test func `commands go out together where the server offers it`() async throws {
    let server = try FakeSMTPServer(
      extensions: ["PIPELINING"],
      [.sender: [.whenMore("250 2.1.0 ok")], .recipient: [.whenMore("250 2.1.5 ok")]])
    let session = SMTPSession(try smtpEndpoint(port: server.port))
    #expect(await session.send().kind == "accepted")
    await session.close()
    #expect(server.commands.map { $0.prefix(4) } == ["EHLO", "MAIL", "RCPT", "DATA", "QUIT"])
  }

  @Test func `a refused mail is followed by the next on the same connection`() async throws {
    for extensions in Self.offers {
      let server = try FakeSMTPServer(
        extensions: extensions,
        [
          .sender: [.usual, .usual, .reply("451 4.3.0 later")],
          .recipient: [.reply("550 5.1.1 nobody"), .usual],
          .data: [.usual, .reply("451 4.3.0 later")],
        ].filter { extensions.count > 1 || $0.key != .data })
      let session = SMTPSession(try smtpEndpoint(port: server.port))
      var kinds: [String] = []
      for _ in 0..<4 { kinds.append(await session.send().kind) }
      #expect(kinds.first == "permanent" && kinds.last == "accepted", "\(kinds)")
      #expect(kinds.filter { $0 == "temporary" }.count == extensions.count, "\(kinds)")
      #expect(server.connections == 1)
      #expect(server.commands.contains("RSET"))
    }
  }

  @Test func `a server that wants the message of a refused mail gets none`() async throws {
    let server = try FakeSMTPServer(
      extensions: ["PIPELINING"],
      [
        .recipient: [.reply("550 5.1.1 nobody")], .data: [.reply("354 go on")],
        .message: [.reply("554 5.5.1 no valid recipients")],
      ])
    let session = SMTPSession(try smtpEndpoint(port: server.port))
    let outcome = await session.send()
    #expect(outcome.kind == "permanent")
    #expect(outcome.words == "550 5.1.1 nobody")
    #expect(server.mails.map(\.lines) == [[]])
    #expect(await session.send().kind == "accepted")
    #expect(server.mails.last?.lines == ["Subject: hi", "", "hello"])
    #expect(server.connections == 1)
  }

  @Test(arguments: [FakeSMTPServer.Answer.drop, .silence])
  func `a refusal stands whatever the server does after it`(
    then end: FakeSMTPServer.Answer
  ) async throws {
    let server = try FakeSMTPServer(
      extensions: ["PIPELINING"],
      [.recipient: [.reply("550 5.1.1 nobody")], .data: [end]])
    let session = SMTPSession(try smtpEndpoint(port: server.port, timeout: .seconds(1)))
    #expect(await session.send().words == "550 5.1.1 nobody")
    #expect(await session.send().kind == "accepted")
    #expect(server.connections == 2)
  }

  @Test func `an answer to nothing is not taken for the answer to a mail`() async throws {
    let server = try FakeSMTPServer([
      .message: [.reply("250 2.0.0 queued\r\n250 2.0.0 queued again")]
    ])
    let session = SMTPSession(try smtpEndpoint(port: server.port))
    #expect(await session.send().kind == "accepted")
    let second = await session.send()
    #expect(second.words == "250 2.0.0 queued as 2")
    #expect(server.mails.count == 2)
    #expect(server.connections == 2)
  }

  @Test func `sessions send side by side`() async throws {
    let server = try FakeSMTPServer()
    let sessions = try (0..<4).map { _ in SMTPSession(try smtpEndpoint(port: server.port)) }
    await withTaskGroup(of: Void.self) { group in
      for session in sessions {
        group.addTask {
          for _ in 0..<10 { #expect(await session.send().kind == "accepted") }
        }
      }
    }
    #expect(server.connections == 4)
    #expect(server.mails.count == 40)
  }

  /// (step, the server's answer, what that is)
  @Test(
    arguments: [
      (FakeSMTPServer.Step.greeting, "421 4.3.2 busy", "temporary server"),
      (.greeting, "554 5.7.1 go away", "temporary server"),
      (.sender, "451 4.3.0 later", "temporary"), (.sender, "550 5.1.8 no such sender", "permanent"),
      (.sender, "421 4.4.2 closing", "temporary server"),
      (.sender, "530 5.7.0 log in first", "temporary server"),
      (.recipient, "450 4.2.0 greylisted", "temporary"),
      (.recipient, "550-5.1.1 no such\r\n550 5.1.1 person", "permanent"),
      (.recipient, "421 4.7.0 too many", "temporary server"),
      (.data, "451 4.3.0 later", "temporary"), (.data, "554 5.5.1 no valid", "permanent"),
      (.data, "421 4.3.2 closing", "temporary server"),
      (.message, "452 4.3.1 disk full", "temporary"), (.message, "554 5.7.1 spam", "permanent"),
      (.message, "421 4.3.2 closing", "temporary server"), (.message, "251 2.0.0 fine", "accepted"),
      (.message, "200 queued", "accepted"), (.message, "354 what", "unknown"),
    ], Self.offers)
  func `a reply decides what becomes of a mail`(
    answered: (step: FakeSMTPServer.Step, reply: String, kind: String), extensions: [String]
  ) async throws {
    let (step, reply, kind) = answered
    let (outcome, server) = try await outcome([step: [.reply(reply)]], extensions: extensions)
    #expect(outcome.kind == kind, "\(outcome)")
    if kind != "unknown" {
      let code = reply.suffix(from: reply.lastIndex(of: "\n") ?? reply.startIndex)
      #expect(outcome.words.hasPrefix(code.drop { $0.isNewline }.prefix(3)))
    }
    #expect(server.mails.count == (step == .message ? 1 : 0))
  }

  private static let endings: [(FakeSMTPServer.Step, String)] = [
    (.greeting, "temporary server"), (.hello, "temporary server"),
    (.sender, "temporary server"), (.recipient, "temporary"), (.data, "temporary"),
    (.message, "unknown"),
  ]

  @Test(arguments: endings, offers)
  func `a connection that ends tells whether the mail may have been taken`(
    ending: (step: FakeSMTPServer.Step, kind: String), extensions: [String]
  ) async throws {
    let (step, kind) = ending
    let (dropped, server) = try await outcome([step: [.drop]], extensions: extensions)
    #expect(dropped.kind == kind, "\(dropped)")
    #expect(server.mails.count == (step == .message ? 1 : 0))
    #expect(dropped.trouble?.reason.contains("ended") == true, "\(dropped)")
  }

  /// The answer to a message is waited for ten times as long.
  @Test(arguments: endings, offers)
  func `a silent server is not waited for beyond the timeout`(
    ending: (step: FakeSMTPServer.Step, kind: String), extensions: [String]
  ) async throws {
    let (step, kind) = ending
    let begin = ContinuousClock.now
    let (outcome, _) = try await outcome(
      [step: [.silence]], extensions: extensions, timeout: .seconds(1))
    #expect(outcome.kind == kind, "\(outcome)")
    let time = step == .message ? "10.0 seconds" : "1.0 seconds"
    #expect(outcome.trouble?.reason.contains(" \(time)") == true, "\(outcome)")
    #expect(ContinuousClock.now - begin < .seconds(60))
  }

  @Test func `a mail whose answer was a goodbye is accepted`() async throws {
    let (outcome, _) = try await outcome([.message: [.farewell("250 2.0.0 ok")]])
    #expect(outcome.kind == "accepted")
  }

  @Test func `words without a code are no answer`() async throws {
    let (outcome, server) = try await outcome([.message: [.farewell("queued")]])
    #expect(outcome.kind == "unknown")
    #expect(server.mails.count == 1)
  }

  @Test func `replies that trickle in are read`() async throws {
    let (outcome, _) = try await outcome([
      .greeting: [.trickle("220-welcome\r\n220 here")], .recipient: [.trickle("250 fine")],
      .message: [.trickle("250-2.6.0 all\r\n250 2.6.0 well")],
    ])
    #expect(outcome == .accepted(.init(code: 250, enhancedCode: "2.6.0", text: "all well")))
  }

  @Test func `a server without EHLO gets HELO`() async throws {
    let (outcome, server) = try await outcome([.hello: [.reply("502 5.5.1 what?")]])
    #expect(outcome.kind == "accepted")
    #expect(server.commands.prefix(2) == ["EHLO crm.example.fi", "HELO crm.example.fi"])
  }

  @Test func `another protocol is told`() async throws {
    let (outcome, _) = try await outcome([.greeting: [.farewell("SSH-2.0-OpenSSH_9.2")]])
    #expect(outcome.kind == "temporary server")
  }

  @Test func `a port where nobody listens concerns every mail`() async throws {
    let session = SMTPSession(try smtpEndpoint(port: FreePort.next()))
    let outcome = await session.send()
    #expect(outcome.kind == "temporary server")
    #expect(outcome.words.contains("no connection"))
  }
}
