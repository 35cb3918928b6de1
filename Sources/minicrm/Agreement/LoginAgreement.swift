import Application
import Foundation
import MailTransport

/// A person's leave to use a mailbox: how it is asked for, and the tokens that come of it.
struct LoginAgreement: Sendable {
  /// The time that a person may take.
  static let patience = Duration.seconds(15 * 60)

  private let settings: OAuth2Settings
  private let keeper: TokenKeeper
  private let place: TokenPlace
  /// Hears what the person has to do.
  private let tell: @Sendable (String) -> Void

  init(
    _ settings: OAuth2Settings, _ keeper: TokenKeeper, _ place: TokenPlace,
    tell: @escaping @Sendable (String) -> Void
  ) {
    self.settings = settings
    self.keeper = keeper
    self.place = place
    self.tell = tell
  }

  private var client: OAuth2Client { keeper.client }

  /// Asks by a code for another device where the provider has that, unless a browser is preferred.
  /// `port` is where the browser comes back to; 0 for any.
  func ask(preferringBrowser: Bool, port: UInt16) async throws -> TokenGrant {
    guard client.grant == .refreshToken else {
      throw Failure(
        "\(client.subject): grant: \(client.grant.rawValue) needs nobody's leave; minicrm doctor "
          + "tries "
          + "the login")
    }
    if let device = try settings.device(place), !preferringBrowser || settings.authorizeURL == nil {
      return try checked(try await byDevice(device))
    }
    guard let page = settings.authorizeURL else {
      throw Failure(
        "\(client.subject): the settings name neither authorizeURL nor deviceURL; give one, or "
          + "put a "
          + "refresh token into refreshToken")
    }
    return try checked(try await byBrowser(page, port: port))
  }

  private func checked(_ grant: TokenGrant) throws -> TokenGrant {
    guard grant.refreshToken != nil else {
      throw Failure(
        "\(client.subject): \(client.endpoint.host) gave leave, but no refresh token; nothing "
          + "was kept; "
          + "the scope has to ask for one (offline_access at Microsoft and many others)")
    }
    return grant
  }

  private func byDevice(_ endpoint: HTTPEndpoint) async throws -> TokenGrant {
    let request = try await DeviceRequest.begin(client, at: endpoint)
    tell(
      """
      \(client.subject) wants to log in as \(client.account).

      1. On any device, open  \(request.page)
      2. Type in the code     \(request.userCode)
      3. Log in as \(client.account), or as somebody who may use that mailbox, and agree.

      Waiting until that is done (\(request.life.components.seconds / 60) min at most) ...
      """)
    let server = keeper.server
    guard let grant = try await withTimeLimit(request.life, { try await request.agreed(server) })
    else { throw outOfTime }
    return grant
  }

  private func byBrowser(_ page: String, port: UInt16) async throws -> TokenGrant {
    let answer = try await withTimeLimit(Self.patience) {
      try await BrowserReturn(port: port, tell: tell).answer { redirect in
        let request = try AuthorizationRequest(
          client, at: page, redirect: redirect, settings.agreement)
        tell(instructions(request.url))
        return request
      }
    }
    guard let answer else { throw outOfTime }
    return try await keeper.server.answer(
      to: answer.request.exchange(answer.code, for: client), { _ in })
  }

  private func instructions(_ url: String) -> String {
    """
    \(client.subject) wants to log in as \(client.account).

    1. Open this address in a browser:

       \(url)

    2. Log in as \(client.account), or as somebody who may use that mailbox, and agree.
    3. A browser on this machine comes back by itself. One on another machine ends at a page that
       can't be shown: copy the whole address of that page, paste it here, and press Enter.
    """
  }

  private var outOfTime: Failure {
    Failure("\(client.subject): nobody has agreed in time; nothing was kept; try again")
  }
}
