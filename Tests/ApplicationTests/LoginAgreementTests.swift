import Foundation
import MailTransport
import Platform
import Store
import Testing

@testable import Application

/// The agreements that can't be asked for, before anybody is asked.
@Suite struct LoginAgreementTests {
  @Test func `a login by password needs nobody's leave`() async throws {
    let office = try await Office()
    let login = Self.login(.password)
    let error = #expect(throws: AgreementError.self) {
      _ = try LoginAgreement(to: login, in: office.store, tell: { _ in })
    }
    guard case .byPassword? = error?.fault else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(error?.subject == "mailbox documents")
  }

  @Test(arguments: [OAuth2Client.Grant.clientCredentials, .jwtBearer])
  func `a grant of the program itself needs nobody's leave`(
    grant: OAuth2Client.Grant
  ) async throws {
    let error = try await Self.error(of: grant)
    guard case .needless(grant)? = error?.fault else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func `without a page and without codes nobody can be asked`() async throws {
    let error = try await Self.error(of: .refreshToken)
    guard case .noWay? = error?.fault else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func `a mailbox's row tells how it logs in, and its last trouble`() async throws {
    let office = try await Office()
    try await office.store.recordMailboxFailure("documents", error: "refused", now: Office.now)
    let rows = try await MailboxListing(office.store).rows(of: [Self.login(.password)])
    #expect(rows.map(\.name) == ["documents"] && rows.map(\.login) == ["password"])
    #expect(rows.first?.lastError == "refused" && rows.first?.folder == "INBOX")
  }

  /// The error of an agreement that no way leads to.
  private static func error(of grant: OAuth2Client.Grant) async throws -> AgreementError? {
    let office = try await Office()
    let client = OAuth2Client(
      subject: "mailbox documents", account: "docs", authorizing: "", endpoint: try endpoint,
      grant: grant, clientID: "x", clientSecret: nil, scope: nil, mechanism: .xoauth2,
      refreshToken: nil, signingKey: nil, issuer: nil, tokenSubject: nil)
    let keeper = TokenKeeper(client, in: NoVault(), now: { Office.now })
    let ways = AgreementWays(device: { nil }, page: nil, parameters: [])
    let agreement = try LoginAgreement(
      to: login(.tokens(keeper, ways)), in: office.store, tell: { _ in })
    return await #expect(throws: AgreementError.self) {
      _ = try await agreement.authorize(by: NoBrowser(), preferringBrowser: false)
    }
  }

  private static var endpoint: HTTPEndpoint {
    get throws { try HTTPEndpoint("https://login.example.fi/token", timeout: .seconds(1)) }
  }

  private static func login(_ proof: ConfiguredLogin.Proof) -> ConfiguredLogin {
    ConfiguredLogin(
      named: "documents", "mailbox documents", at: "imaps://imap.example.fi", as: "docs",
      folder: "INBOX", proof, attempt: { _ in throw Unplanned() })
  }

  private struct Unplanned: Error {}

  private struct NoVault: TokenVault {
    func read() throws -> [UInt8]? { nil }
    func hold(sign: @escaping LifeSign) async throws -> any TokenLease { throw Unplanned() }
  }

  private struct NoBrowser: AgreementBrowser {
    func answer(
      _ question: @Sendable (_ place: String) throws -> AuthorizationRequest
    ) async throws -> AgreementAnswer { throw Unplanned() }
  }
}
