import Platform
import TestKit
import Testing

@testable import MailTransport

/// The words of servers that have enough of us, wherever they say them.
@Suite(.timeLimit(.minutes(10))) struct LimitTests {
  @Test(arguments: [
    (
      "Request is throttled. Suggested Backoff Time: 9381 milliseconds",
      Duration.milliseconds(9_381)
    ),
    ("suggested backoff time: 300 seconds", .seconds(300)),
    ("Suggested Backoff Time: 5 minutes", .seconds(300)),
    ("Suggested Backoff Time: 12", .milliseconds(12)),
    ("Suggested Backoff Time: 0 milliseconds", .zero),
    ("Suggested Backoff Time: 99999999999999999999 ms", .seconds(86_400)),
    ("Suggested Backoff Time: 90000000 hours", .seconds(86_400)),
    ("Too many failures, try again in 10 minutes", .seconds(600)),
    ("Please retry after 2h", .seconds(7_200)),
  ])
  func `a pause is read with its unit, and is a day at most`(text: String, pause: Duration) {
    #expect(LimitWords(text).pause == pause)
  }

  @Test(arguments: [
    "Suggested Backoff Time: soon", "Suggested Backoff Time: -5 milliseconds",
    "try again in a while",
    "retry after 3 failures", "try again later",
  ])
  func `what names no time is no pause`(text: String) {
    #expect(LimitWords(text).pause == nil)
  }

  private static let logins: [(String, RetryAdvice)] = [
    (
      "* BYE Request is throttled. Suggested Backoff Time: 60000 milliseconds", .after(.seconds(60))
    ),
    (
      "TAG NO Request is throttled. Suggested Backoff Time: 60000 milliseconds",
      .after(.seconds(60))
    ),
    ("TAG BAD Request is throttled. Suggested Backoff Time: 2 minutes", .after(.seconds(120))),
    ("TAG NO [ALERT] Too many simultaneous connections. (Failure)", .limit),
    ("TAG NO [OVERQUOTA] Account exceeded command or bandwidth limits. (Failure)", .limit),
    ("TAG NO [LIMIT] LOGIN Rate limit hit", .limit), ("* BYE [LIMIT] no more today", .limit),
    (
      "TAG NO [UNAVAILABLE] Maximum number of connections from user+IP exceeded "
        + "(mail_max_userip_connections=10)", .limit
    ),
    ("* BYE too many open connections", .limit), ("TAG NO [CONTACTADMIN] ask your admin", .limit),
    ("TAG NO [UNAVAILABLE] Temporary authentication failure", .usual),
    ("TAG NO [INUSE] busy", .usual), ("TAG NO [SERVERBUG] oops", .usual),
    ("* BYE going down", .usual), ("TAG NO Suggested Backoff Time: 0 milliseconds", .usual),
    ("TAG NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)", .login),
    ("TAG NO LOGIN failed.", .login),
  ]

  @Test(arguments: logins)
  func `a greeting and a login tell when to come again`(
    reply: String, advice: RetryAdvice
  ) async throws {
    let server = try FakeIMAPServer { connection in
      if reply.hasPrefix("*") { return try connection.line(reply) }
      try connection.line("* OK ready")
      let first = try connection.expect("CAPABILITY")
      try connection.line("* CAPABILITY IMAP4rev1\r\n\(first) OK done")
      try connection.line(reply.replacing("TAG", with: connection.expect("LOGIN")))
      try connection.hang()
    }
    let target = try endpoint(port: server.port)
    let error = try await failure { () async throws(IMAPError) in
      try await IMAPSession.connect(target)
    }
    #expect(error.retryAdvice == advice, "\(error)")
    #expect(error.message.contains(reply.split(separator: " ").last ?? ""))
    server.stop()
  }

  private static let middles: [(String, RetryAdvice)] = [
    (
      "TAG NO Request is throttled. Suggested Backoff Time: 60000 milliseconds",
      .after(.seconds(60))
    ),
    (
      "TAG BAD Request is throttled. Suggested Backoff Time: 60000 milliseconds",
      .after(.seconds(60))
    ),
    (
      "* BYE Request is throttled. Suggested Backoff Time: 60000 milliseconds", .after(.seconds(60))
    ),
    ("* BYE [OVERQUOTA] Account exceeded command or bandwidth limits.", .limit),
    ("* BYE [LIMIT] enough", .limit), ("TAG NO [THROTTLED] slow down", .limit),
    ("* BYE Connection closed. 14", .usual),
  ]

  @Test(arguments: middles)
  func `every command tells it`(line: String, advice: RetryAdvice) async throws {
    let works: [(String, @Sendable (IMAPSession) async throws(IMAPError) -> Void)] = [
      ("SELECT", { session async throws(IMAPError) in _ = try await session.select("Other") }),
      ("UID FETCH", { session async throws(IMAPError) in _ = try await session.list(from: 1) }),
      ("UID STORE", { session async throws(IMAPError) in try await session.markSeen([1]) }),
      (
        "UID MOVE",
        { session async throws(IMAPError) in try await session.move([1], to: "Processed") }
      ),
      (
        "IDLE",
        { session async throws(IMAPError) in
          _ = try await session.awaitNews(idle: true, poll: .seconds(600))
        }
      ),
      (
        "UID FETCH",
        { session async throws(IMAPError) in
          _ = try await session.receive(session.request([1], into: CollectingSink()))
        }
      ),
    ]
    for (command, work) in works {
      let (server, session) = try await session { connection in
        try connection.line(line.replacing("TAG", with: connection.expect(command)))
        try connection.hang()
      }
      let error = try await failure { () async throws(IMAPError) in try await work(session) }
      #expect(error.retryAdvice == advice, "\(command): \(error)")
      #expect(error.endsSession)
      server.stop()
    }
  }

  @Test func `a throttling that comes in an IDLE is told`() async throws {
    let (server, session) = try await session { connection in
      let tag = try connection.expect("IDLE")
      try connection.line("+ idling")
      try connection.line("\(tag) NO Suggested Backoff Time: 1 minute")
      try connection.hang()
    }
    let error = try await failure { () async throws(IMAPError) in
      try await session.awaitNews(idle: true, poll: .seconds(600))
    }
    #expect(error.retryAdvice == .after(.seconds(60)))
    server.stop()
  }

  private static let replies: [(FakeSMTPServer.Step, String, String, RetryAdvice)] = [
    (
      .greeting, "421 4.7.0 Too many connections, try again in 5 minutes", "server",
      .after(.seconds(300))
    ),
    (.greeting, "421 4.7.0 Error: too many connections from 192.0.2.1", "server", .limit),
    (.greeting, "554 5.7.1 no", "server", .usual),
    (.login, "454 4.7.0 Too many login attempts, please try again later.", "server", .limit),
    (.login, "454 4.7.0 Temporary authentication failure", "server", .usual),
    (.login, "454 4.7.0 Retry after 90 seconds", "server", .after(.seconds(90))),
    (.login, "535 5.7.8 Username and Password not accepted.", "server", .login),
    (.sender, "421 4.7.28 unusual rate of mail", "server", .limit),
    (.sender, "450 4.7.1 Error: rate limit exceeded", "server", .limit),
    (.data, "432 4.3.2 Concurrent connections limit exceeded.", "server", .limit),
    (.recipient, "450 4.7.1 Greylisted, try again in 300 seconds", "mail", .usual),
    (.sender, "451 4.3.0 busy", "mail", .usual),
  ]

  @Test(arguments: replies)
  func `an SMTP server tells when to come again`(
    step: FakeSMTPServer.Step, reply: String, scope: String, advice: RetryAdvice
  ) async throws {
    let server = try FakeSMTPServer(
      extensions: ["AUTH PLAIN"], [step: [.reply(reply), .reply(reply)]])
    let session = SMTPSession(try smtpEndpoint(port: server.port, login: ("crm", "hunter2")))
    let trouble = try #require(await session.send().trouble)
    #expect("\(trouble.scope)" == scope, "\(trouble)")
    #expect(trouble.retryAdvice == advice, "\(trouble)")
    await session.close()
  }

  @Test func `a connection that ends with a wish for a pause is not made again at once`()
    async throws
  {
    let reply = "421 4.7.0 Too many messages in this session, try again in 5 minutes"
    let server = try FakeSMTPServer([.sender: [.usual, .farewell(reply)]])
    let session = SMTPSession(try smtpEndpoint(port: server.port))
    #expect(await session.send().kind == "accepted")
    #expect(await session.send().trouble?.retryAdvice == .after(.seconds(300)))
    #expect(server.connections == 1)
    await session.close()
  }
}
