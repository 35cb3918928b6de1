import Foundation
import Platform
import TestKit
import Testing

@testable import MailTransport

/// Logins by access tokens on servers that answer as Microsoft's and Google's do.
@Suite struct OutlookLoginTests {
  private static let offers =
    "IMAP4 IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2 SASL-IR UIDPLUS MOVE ID UNSELECT CHILDREN IDLE "
    + "NAMESPACE LITERAL+"

  @Test func `the token reaches the server as XOAUTH2 has it`() async throws {
    let server = try Self.outlook { _ in .taken }
    let access = try access(server, tokens: ["eyJ0eXAi.abc"])
    let session = try await access.connect()
    await session.logout()
    let line = try #require(server.commands.first { $0.hasPrefix("AUTHENTICATE") })
    let words = line.split(separator: " ").map(String.init)
    let message = try #require(Data(base64Encoded: words[2]))
    #expect(words[1] == "XOAUTH2")
    #expect(
      String(decoding: message, as: UTF8.self)
        == "user=docs@example.fi\u{1}auth=Bearer eyJ0eXAi.abc\u{1}\u{1}")
  }

  @Test func `a refused token is replaced once, and the mailbox opened by the next`() async throws {
    let server = try Self.outlook { $0.contains("old") ? .refused : .taken }
    let access = try access(server, tokens: ["old", "new"])
    let session = try await access.connect()
    await session.logout()
    #expect(server.commands.filter { $0.hasPrefix("AUTHENTICATE") }.count == 2)
  }

  @Test func `where no other token is to be had the server's words are told`() async throws {
    let server = try Self.outlook { _ in .refused }
    let access = try access(server, tokens: ["token-one", "token-one"])
    let error = await #expect(throws: IMAPError.self) { try await access.connect() }
    #expect(
      error?.message == "the login of docs@example.fi was refused (NO AUTHENTICATE failed.)")
    #expect(error?.suggestion.contains("check username and scope") == true)
    #expect(error?.retryAdvice == .login)
  }

  @Test func `the JSON of a scope that is missing is told in words`() async throws {
    let json = #"{"status":"400","schemes":"Bearer","scope":"https://mail.google.com/"}"#
    let server = try Self.outlook { _ in .challenge(Data(json.utf8).base64EncodedString()) }
    let access = try access(server, tokens: ["token-one", "token-one"])
    let error = await #expect(throws: IMAPError.self) { try await access.connect() }
    #expect(error?.message.contains("status 400, scope https://mail.google.com/") == true)
    #expect(error?.retryAdvice == .login)
  }

  @Test(arguments: [
    "NO [UNAVAILABLE] Temporary authentication failure.",
    "BAD User is authenticated but not connected.",
  ])
  func `trouble of the server is no refused token`(reply: String) async throws {
    let server = try Self.outlook { _ in .other(reply) }
    let access = try access(server, tokens: ["token-one", "token-two"])
    let error = await #expect(throws: IMAPError.self) { try await access.connect() }
    #expect(error?.retryAdvice == .usual, "\(error.map { "\($0)" } ?? "")")
    #expect(server.commands.filter { $0.hasPrefix("AUTHENTICATE") }.count == 1)
  }

  @Test func `OAUTHBEARER is not said to a server that offers XOAUTH2 only`() async throws {
    let server = try Self.outlook { _ in .taken }
    let access = try access(server, tokens: ["token-one"], by: .oauthBearer)
    let error = await #expect(throws: IMAPError.self) { try await access.connect() }
    #expect(error?.message.contains("OAUTHBEARER") == true, "\(error.map { "\($0)" } ?? "")")
    #expect(!server.commands.contains { $0.hasPrefix("AUTHENTICATE") || $0.hasPrefix("LOGIN") })
  }

  // MARK: The server

  fileprivate enum Answer {
    case taken
    case refused
    case challenge(String)
    case other(String)
  }

  private static func outlook(
    _ answer: @escaping @Sendable (_ message: String) -> Answer
  ) throws -> FakeIMAPServer {
    try FakeIMAPServer { connection in
      try connection.line(
        "* OK The Microsoft Exchange IMAP4 service is ready. [SABFADEAUAAyADgAMQBDAEEAMAAwADEA]")
      while true {
        let command = try connection.readCommand()
        let words = command.text.split(separator: " ").map(String.init)
        switch words[0] {
        case "CAPABILITY":
          try connection.line("* CAPABILITY \(offers)")
          try connection.line("\(command.tag) OK CAPABILITY completed.")
        case "AUTHENTICATE":
          let base64 = words.count > 2 ? words[2] : try askedFor(connection)
          let message = String(decoding: Data(base64Encoded: base64) ?? Data(), as: UTF8.self)
          try connection.reply(to: command.tag, answer(message))
        case "LOGOUT":
          try connection.line("* BYE Microsoft Exchange Server IMAP4 server signing off.")
          try connection.line("\(command.tag) OK LOGOUT completed.")
        default: throw TestKitError("unplanned: \(command.text)")
        }
      }
    }
  }

  private static func askedFor(_ connection: FakeIMAPConnection) throws -> String {
    try connection.line("+ ")
    return try connection.readLine()
  }

  private func access(
    _ server: FakeIMAPServer, tokens: [String], by mechanism: TokenMechanism = .xoauth2
  ) throws -> IMAPAccess {
    let source = TokenList(
      first: .token(try Secret(tokens[0]), by: mechanism),
      then: .token(try Secret(tokens.last ?? ""), by: mechanism))
    let port = server.port
    return IMAPAccess(source) { credential in
      IMAPEndpoint(
        host: "127.0.0.1", port: port, security: .none, username: "docs@example.fi",
        credential: credential, caFile: nil, timeout: .seconds(20))
    }
  }
}

extension FakeIMAPConnection {
  fileprivate func reply(to tag: String, _ answer: OutlookLoginTests.Answer) throws {
    switch answer {
    case .taken: try line("\(tag) OK AUTHENTICATE completed.")
    case .refused: try line("\(tag) NO AUTHENTICATE failed.")
    case .other(let reply): try line("\(tag) \(reply)")
    case .challenge(let base64):
      try line("+ \(base64)")
      _ = try readLine()
      try line("\(tag) NO AUTHENTICATE failed.")
    }
  }
}

/// One credential, and another where that is refused.
private struct TokenList: CredentialSource {
  let first: Credential
  let then: Credential

  func credential(
    insteadOf refused: Credential?, sign: @escaping LifeSign
  ) async throws -> Credential {
    refused == nil ? first : then
  }

  func fingerprint() -> CredentialFingerprint { CredentialFingerprint([]) }
}
