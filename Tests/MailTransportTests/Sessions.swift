import MailTransport
import TestKit
import Testing

extension UID: ExpressibleByIntegerLiteral {
  package init(integerLiteral value: UInt32) { self.init(rawValue: value) }
}

/// The endpoint of a server on loopback.
func endpoint(
  port: Int, security: IMAPEndpoint.Security = .none, host: String = "127.0.0.1",
  username: String = "documents", password: String = "secret", caFile: String? = nil,
  timeout: Duration = .seconds(20)
) throws -> IMAPEndpoint {
  IMAPEndpoint(
    host: host, port: port, security: security, username: username,
    credential: .password(try Secret(password)), caFile: caFile, timeout: timeout)
}

/// A logged-in session with a fake mailbox, its INBOX selected.
func session(
  with mailbox: FakeMailbox, timeout: Duration = .seconds(20)
) async throws -> (FakeIMAPServer, IMAPSession) {
  let server = try FakeIMAPServer(serving: mailbox)
  let session = try await IMAPSession.connect(endpoint(port: server.port))
  _ = try await session.select("INBOX")
  await session.allowSilence(of: timeout)
  return (server, session)
}

/// A logged-in session whose server goes on with a script after SELECT.
func session(
  capabilities: String = FakeIMAPConnection.capabilities, exists: Int = 1,
  timeout: Duration = .seconds(20), _ script: @escaping FakeIMAPServer.Script
) async throws -> (FakeIMAPServer, IMAPSession) {
  let server = try FakeIMAPServer { connection in
    try connection.logIn(capabilities: capabilities)
    try connection.select(exists: exists)
    try script(connection)
  }
  let session = try await IMAPSession.connect(endpoint(port: server.port))
  _ = try await session.select("INBOX")
  await session.allowSilence(of: timeout)
  return (server, session)
}

/// The error that the work throws; records an issue when it throws none.
func failure<Value>(
  _ work: () async throws(IMAPError) -> Value, at location: SourceLocation = #_sourceLocation
) async throws -> IMAPError {
  do throws(IMAPError) {
    _ = try await work()
  } catch {
    return error
  }
  Issue.record("no error was thrown", sourceLocation: location)
  throw NothingThrown()
}

struct NothingThrown: Error {}

extension IMAPError {
  /// The kind's name alone, to compare.
  var kindName: String { String("\(kind)".prefix { $0 != "(" }) }
}
