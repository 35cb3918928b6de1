import TestKit
import Testing

@testable import MailTransport

@Suite(.timeLimit(.minutes(10)))
struct ConnectTests {
  /// The failure of connecting to a server with this script.
  private func failureToConnect(
    timeout: Duration = .seconds(20), password: String = "secret",
    _ script: @escaping FakeIMAPServer.Script
  ) async throws -> IMAPError {
    let server = try FakeIMAPServer(script)
    let target = try endpoint(port: server.port, password: password, timeout: timeout)
    let error = try await failure { () async throws(IMAPError) in
      try await IMAPSession.connect(target)
    }
    server.stop()
    #expect(!error.description.contains("\n"))
    return error
  }

  /// Greets, and answers the login with this.
  private static func answering(login reply: String) -> FakeIMAPServer.Script {
    { connection in
      try connection.line("* OK ready")
      let first = try connection.expect("CAPABILITY")
      try connection.line("* CAPABILITY IMAP4rev1\r\n\(first) OK done")
      let tag = try connection.expect("LOGIN")
      try connection.line(reply.replacing("TAG", with: tag))
      try connection.hang()
    }
  }

  @Test func `what is offered after the login counts`() async throws {
    let server = try FakeIMAPServer { connection in
      try connection.logIn(capabilities: "IMAP4rev1 Move uidplus")
      try connection.hang()
    }
    let session = try await IMAPSession.connect(endpoint(port: server.port))
    #expect(await session.capabilities == ["IMAP4REV1", "MOVE", "UIDPLUS"])
  }

  @Test func `bytes that follow the login's reply do no harm`() async throws {
    let server = try FakeIMAPServer { connection in
      try connection.line("* OK ready")
      let first = try connection.expect("CAPABILITY")
      try connection.line("* CAPABILITY IMAP4rev1\r\n\(first) OK done")
      let tag = try connection.expect("LOGIN")
      try connection.send("\(tag) OK logged in\r\n* CAPABILITY IMAP4rev1 MO")
      let second = try connection.expect("CAPABILITY")
      try connection.line("VE\r\n* CAPABILITY IMAP4rev1 IDLE\r\n\(second) OK done")
      try connection.hang()
    }
    let session = try await IMAPSession.connect(endpoint(port: server.port))
    #expect(await session.capabilities.contains("IDLE"))
  }

  @Test func `a wrong password is told with the server's words and without the password`()
    async throws
  {
    let error = try await failureToConnect(
      password: "hunter2",
      Self.answering(login: "TAG NO [AUTHENTICATIONFAILED] not with hunter2"))
    #expect(error.kindName == "login")
    #expect(
      error.message.contains("documents was refused (NO [AUTHENTICATIONFAILED] not with •••)"))
    #expect(error.description.contains("check username and password"))
  }

  @Test(arguments: [
    "TAG NO " + String(repeating: "x", count: 293) + " hunter2", "TAG NO [hunter2] no",
    "TAG NO " + String(repeating: "x", count: 280) + " AGRvY3VtZW50cwBodW50ZXIy",
  ])
  func `no part of a password that the server quotes is told`(reply: String) async throws {
    let error = try await failureToConnect(password: "hunter2", Self.answering(login: reply))
    #expect(error.kindName == "login")
    for part in ["hunt", "HUNT", "odW50"] { #expect(!error.description.contains(part)) }
  }

  @Test(arguments: [
    "TAG NO [UNAVAILABLE] try later", "TAG NO [INUSE] busy", "* BYE shutting down",
  ])
  func `a server that can't log anybody in is no bad password`(reply: String) async throws {
    let error = try await failureToConnect { connection in
      if reply.hasPrefix("*") { return try connection.line(reply) }
      try Self.answering(login: reply)(connection)
    }
    #expect(error.kindName == "unavailable")
    #expect(error.message.contains(reply.dropFirst(reply.hasPrefix("*") ? 2 : 4)))
  }

  @Test func `a throttled login is told with its pause`() async throws {
    let error = try await failureToConnect(
      Self.answering(
        login: "TAG NO Request is throttled. Suggested Backoff Time: 9381 milliseconds"))
    #expect(error.retryAdvice == .after(.milliseconds(9_381)))
  }

  @Test func `a port where nobody listens is told`() async throws {
    let target = try endpoint(port: FreePort.next())
    let error = try await failure { () async throws(IMAPError) in
      try await IMAPSession.connect(target)
    }
    #expect(error.kindName == "connect")
    #expect(error.description.hasPrefix("127.0.0.1:\(target.port): no connection"))
  }

  @Test func `a host that is not known is told`() async throws {
    let target = try endpoint(port: 993, security: .implicitTLS, host: "imap.invalid")
    let error = try await failure { () async throws(IMAPError) in
      try await IMAPSession.connect(target)
    }
    #expect(error.kindName == "connect")
    #expect(error.message.contains("imap.invalid is not known"))
  }

  @Test func `a server that says nothing runs into the timeout`() async throws {
    let error = try await failureToConnect(timeout: .milliseconds(200)) { try $0.hang() }
    #expect(error.kindName == "timeout")
  }

  @Test func `another protocol is told`() async throws {
    let error = try await failureToConnect { try $0.line("SSH-2.0-OpenSSH_9.2") }
    #expect(["protocolViolation", "closed"].contains(error.kindName), "\(error)")
  }

  @Test func `a server without STARTTLS does not get the password`() async throws {
    let server = try FakeIMAPServer { try $0.logIn() }
    let target = try endpoint(port: server.port, security: .startTLS)
    let error = try await failure { () async throws(IMAPError) in
      try await IMAPSession.connect(target)
    }
    #expect(error.kindName == "connect")
    #expect(error.message.contains("no STARTTLS"))
    #expect(!server.commands.contains { $0.hasPrefix("LOGIN") || $0.hasPrefix("AUTH") })
  }

  @Test func `connecting ends when its task is cancelled`() async throws {
    let server = try FakeIMAPServer { try $0.hang() }
    let target = try endpoint(port: server.port)
    let kind = await withTaskGroup(of: String.self) { group in
      group.addTask {
        do throws(IMAPError) {
          _ = try await IMAPSession.connect(target)
          return "connected"
        } catch {
          return error.kindName
        }
      }
      group.cancelAll()
      return await group.next()
    }
    #expect(kind == "cancelled")
    server.stop()
  }

  @Test func `a hanging reply ends by the timeout, and the logout does not hang`() async throws {
    let (_, session) = try await session(timeout: .milliseconds(100)) { try $0.hang() }
    let error = try await failure { () async throws(IMAPError) in try await session.list(from: 1) }
    #expect(error.kindName == "timeout")
    await session.logout()
  }

  @Test func `a logout is sent, and waits for no answer that does not come`() async throws {
    let (server, first) = try await session { try $0.logOut() }
    await first.logout()
    #expect(server.commands.last == "LOGOUT")
    let (_, second) = try await session(timeout: .milliseconds(100)) { try $0.hang() }
    await second.logout()
    await second.logout()
  }

  @Test func `an interrupted session ends what it does and logs out only`() async throws {
    let (server, session) = try await session { connection in
      try connection.expect("UID FETCH")
      try connection.hang()
    }
    async let listing = failure { () async throws(IMAPError) in try await session.list(from: 1) }
    _ = try await eventually { server.commands.last?.hasPrefix("UID FETCH") == true }
    session.interrupt()
    #expect(try await listing.kindName == "cancelled")
    await session.logout()
  }

  @Test(arguments: [
    ("* BYE Connection closed. 14", "closed"),
    ("* BYE Request is throttled. Suggested Backoff Time: 5 milliseconds", "throttled"),
    ("* OK [UIDVALIDITY 8] restored", "closed"), ("A001 OK forged", "protocolViolation"),
    ("+ go on", "protocolViolation"), ("what?", "protocolViolation"),
    ("TAG BAD User is authenticated but not connected.", "closed"),
    ("TAG NO Request is throttled. Suggested Backoff Time: 5 milliseconds", "throttled"),
  ])
  func `what ends a session in a reply is told`(line: String, kind: String) async throws {
    let (_, session) = try await session { connection in
      let tag = try connection.expect("UID STORE")
      try connection.line(line.replacing("TAG", with: tag))
      try connection.hang()
    }
    let error = try await failure { () async throws(IMAPError) in
      try await session.markSeen([1])
    }
    #expect(error.kindName == kind)
    #expect(error.endsSession)
  }
}
