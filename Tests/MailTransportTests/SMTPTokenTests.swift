import Foundation
import Platform
import TestKit
import Testing

@testable import MailTransport

/// Sending after a login by an access token, on servers that answer as Microsoft's and Google's do.
@Suite struct SMTPTokenTests {
  private static let offers = ["SIZE 157286400", "AUTH LOGIN XOAUTH2", "8BITMIME"]
  private static let scope =
    #"{"status":"400","schemes":"Bearer","scope":"https://mail.google.com/"}"#

  @Test func `the token reaches the server as XOAUTH2 has it`() async throws {
    let server = try FakeSMTPServer(extensions: Self.offers)
    let outcome = try await send(over: server, tokens: "token-one", "token-two")
    #expect(outcome.kind == "accepted")
    let login = try #require(server.commands.firstIndex { $0.hasPrefix("AUTH XOAUTH2") })
    let words = server.commands[login].split(separator: " ").map(String.init)
    let base64 = words.count > 2 ? words[2] : server.commands[login + 1]
    #expect(
      Data(base64Encoded: base64).map { String(decoding: $0, as: UTF8.self) }
        == "user=crm@example.fi\u{1}auth=Bearer token-one\u{1}\u{1}")
  }

  @Test(arguments: [
    "535 5.7.3 Authentication unsuccessful [HE1PR05CA0001.eurprd05.prod.outlook.com]",
    "334 " + Data(scope.utf8).base64EncodedString(),
  ])
  func `a refused token is replaced once, and the mail goes`(refusal: String) async throws {
    let server = try FakeSMTPServer(extensions: Self.offers, [.login: [.reply(refusal)]])
    let outcome = try await send(over: server, tokens: "token-one", "token-two")
    #expect(outcome.kind == "accepted", "\(outcome)")
    #expect(server.mails.count == 1)
    #expect(server.connections == 2)
  }

  @Test func `where no other token is to be had the server's words are told`() async throws {
    let refusal = FakeSMTPServer.Answer.reply("334 " + Data(Self.scope.utf8).base64EncodedString())
    let server = try FakeSMTPServer(extensions: Self.offers, [.login: [refusal, refusal]])
    let outcome = try await send(over: server, tokens: "token-one", "token-one")
    #expect(outcome.kind == "temporary server")
    #expect(outcome.trouble?.retryAdvice == .login)
    #expect(outcome.trouble?.reason.contains("status 400, scope https://mail.google.com/") == true)
    #expect(outcome.trouble?.reason.contains("token-one") == false)
    #expect(server.connections == 1)
  }

  @Test func `trouble of the server for now is no refused token`() async throws {
    let reply = FakeSMTPServer.Answer.reply("454 4.7.0 Temporary authentication failure")
    let server = try FakeSMTPServer(extensions: Self.offers, [.login: [reply]])
    let outcome = try await send(over: server, tokens: "token-one", "token-two")
    #expect(outcome.kind == "temporary server")
    #expect(outcome.trouble?.retryAdvice == .usual)
    #expect(server.connections == 1)
  }

  @Test func `a connection that ends in between is made again with the newest token`() async throws
  {
    let server = try FakeSMTPServer(
      extensions: Self.offers, [.rest: [.drop]])
    let source = Tokens("token-one", "token-two")
    let access = access(server, source)
    let session = SMTPSession(try await access.endpoint(), renewing: access)
    #expect(await session.send().kind == "accepted")
    source.renew()
    #expect(await session.send().kind == "accepted")
    let sent = server.commands.filter { $0.hasPrefix("AUTH XOAUTH2") }
    #expect(server.connections == 2 && sent.count == 2)
  }

  private func send(
    over server: FakeSMTPServer, tokens first: String, _ second: String
  ) async throws -> SMTPOutcome {
    let access = access(server, Tokens(first, second))
    let session = SMTPSession(try await access.endpoint(), renewing: access)
    defer { withExtendedLifetime(session) {} }
    return await session.send()
  }

  private func access(_ server: FakeSMTPServer, _ source: Tokens) -> SMTPAccess {
    let port = server.port
    return SMTPAccess(source) { credential in
      SMTPEndpoint(
        host: "127.0.0.1", port: port, security: .none,
        login: credential.map { .init(username: "crm@example.fi", $0) }, caFile: nil,
        timeout: .seconds(20), clientName: "crm.example.fi")
    }
  }
}

/// One token, and another where that is refused or has had its time.
private final class Tokens: CredentialSource {
  private let first: String
  private let second: String
  private let isRenewed = Box("no")

  init(_ first: String, _ second: String) {
    (self.first, self.second) = (first, second)
  }

  func renew() { isRenewed.set("yes") }

  func credential(
    insteadOf refused: Credential?, sign: @escaping LifeSign
  ) async throws -> Credential {
    let token = refused == nil && isRenewed.value == "no" ? first : second
    return .token(try Secret(token), by: .xoauth2)
  }

  func fingerprint() -> CredentialFingerprint { CredentialFingerprint([]) }
}
