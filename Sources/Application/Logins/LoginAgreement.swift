import Foundation
import MailTransport
import Store

/// A person's leave to use a login: asked for, tried, and the tokens that come of it kept.
package struct LoginAgreement: Sendable {
  /// The outcome of an agreement.
  package struct Outcome: Sendable {
    package let row: MailboxRow
    /// The cause for which the login could not be tried; nil where it works.
    package let untried: (any Error)?
  }

  /// The time that a person may take.
  private static let patience = Duration.seconds(15 * 60)

  private let login: ConfiguredLogin
  private let keeper: TokenKeeper
  private let ways: AgreementWays
  private let store: Store
  /// Hears of each step that the person has to do.
  private let tell: @Sendable (AgreementStep) -> Void

  package init(
    to login: ConfiguredLogin, in store: Store, tell: @escaping @Sendable (AgreementStep) -> Void
  ) throws(AgreementError) {
    guard case .tokens(let keeper, let ways) = login.proof else {
      throw AgreementError(login.subject, .byPassword)
    }
    self.login = login
    self.keeper = keeper
    self.ways = ways
    self.store = store
    self.tell = tell
  }

  private var client: OAuth2Client { keeper.client }

  /// Asks a person, tries the login by what came of it, and keeps that. A server that refuses the
  /// login means that the wrong person has agreed, or to too little: nothing is kept then. Asks by
  /// a code for another device where the provider has that, unless a browser is preferred.
  package func authorize(
    by browser: some AgreementBrowser, preferringBrowser: Bool
  ) async throws -> Outcome {
    let grant = try await ask(browser, preferringBrowser: preferringBrowser)
    let credential = Credential.token(try Secret(grant.accessToken), by: client.mechanism)
    var untried: (any Error)?
    do {
      try await login.attempt(FixedCredential(credential))
    } catch let error as any RetryAdvising where error.retryAdvice == .login {
      throw failure(.loginRefused(error, username: login.username))
    } catch {
      untried = error
    }
    try await keeper.keep(grant, sign: { _ in })
    let row = try await MailboxListing(store).row(of: login)
    return Outcome(row: row, untried: untried)
  }

  private func ask(
    _ browser: some AgreementBrowser, preferringBrowser: Bool
  ) async throws -> TokenGrant {
    guard client.grant == .refreshToken else { throw failure(.needless(client.grant)) }
    let grant: TokenGrant
    if let device = try ways.device(), !preferringBrowser || ways.page == nil {
      grant = try await byDevice(device)
    } else if let page = ways.page {
      grant = try await byBrowser(browser, page)
    } else {
      throw failure(.noWay)
    }
    guard grant.refreshToken != nil else {
      throw failure(.noRefreshToken(host: client.endpoint.host))
    }
    return grant
  }

  private func byDevice(_ endpoint: HTTPEndpoint) async throws -> TokenGrant {
    let request: DeviceRequest
    do {
      request = try await DeviceRequest.begin(client, at: endpoint)
    } catch let error as DeviceRequest.NoCode {
      throw failure(.noCode(error))
    }
    tell(.code(request.userCode, page: request.page, within: request.life))
    let server = keeper.server
    guard let grant = try await withTimeLimit(request.life, { try await request.agreed(server) })
    else { throw failure(.outOfTime) }
    return grant
  }

  private func byBrowser(
    _ browser: some AgreementBrowser, _ page: String
  ) async throws -> TokenGrant {
    let answer = try await withTimeLimit(Self.patience) {
      try await browser.answer { place in
        let request = try AuthorizationRequest(
          client, at: page, redirect: place, ways.parameters)
        tell(.address(request.url))
        return request
      }
    }
    guard let answer else { throw failure(.outOfTime) }
    return try await keeper.server.answer(
      to: answer.request.exchange(answer.code, for: client), { _ in })
  }

  private func failure(_ fault: AgreementError.Fault) -> AgreementError {
    AgreementError(login.subject, fault)
  }
}
