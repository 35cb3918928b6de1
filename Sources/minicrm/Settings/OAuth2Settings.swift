import Foundation
import MailTransport

/// `oauth2`: how a login gets its access tokens.
struct OAuth2Settings: Sendable {
  let grant: OAuth2Client.Grant
  let mechanism: TokenMechanism
  let clientID: String?
  let scope: String?
  /// Parameters beside the usual for the page where a person agrees.
  let agreement: [(name: String, value: String)]
  private let tokenURL: String
  /// The pages where a person agrees; each is nil where there is no such way.
  let authorizeURL: String?
  private let deviceURL: String?
  private let clientSecret: SecretSource?
  private let refreshToken: SecretSource?
  private let privateKey: SecretSource?
  private let issuer: String?
  private let tokenSubject: String?
  private let caFile: String?

  init(
    _ node: SettingsNode, _ purpose: MailProvider.Purpose, _ provider: MailProvider?,
    username: String
  ) throws(SettingsError) {
    var section = try node.section()
    let privateKey = section.take("privateKey")
    self.privateKey = try privateKey?.secretSource()
    grant =
      try section.take("grant")?.choice(of: OAuth2Client.Grant.self)
      ?? (privateKey == nil ? .refreshToken : .jwtBearer)
    let preset = provider?.tokens(for: purpose, grant, username: username)
    caFile = try section.take("caFile")?.text()
    tokenURL = try section.url("tokenURL", or: preset?.tokenURL, isRequired: true) ?? ""
    authorizeURL = try section.url("authorizeURL", or: preset?.authorizeURL)
    deviceURL = try section.url("deviceURL", or: preset?.deviceURL)
    clientID = try section.take("clientID")?.text()
    clientSecret = try section.take("clientSecret")?.secretSource()
    scope = try section.take("scope")?.text() ?? preset?.scope
    refreshToken = try section.take("refreshToken")?.secretSource()
    issuer = try section.take("issuer")?.text()
    tokenSubject = try section.take("subject")?.text()
    mechanism = try section.take("mechanism")?.choice(of: TokenMechanism.self) ?? .xoauth2
    agreement = preset?.agreement ?? []
    try section.finish()
    if let missing { throw section.error(missing) }
    if let stray { throw section.error(stray) }
  }

  /// A key that the grant needs and the settings lack.
  private var missing: String? {
    switch grant {
    case .clientCredentials where clientID == nil || clientSecret == nil:
      "clientID and clientSecret are what grant: clientCredentials goes by; give both"
    case .refreshToken where clientID == nil: "clientID is missing"
    case .refreshToken where refreshToken == nil && authorizeURL == nil && deviceURL == nil:
      "refreshToken is missing, and authorizeURL and deviceURL too, by one of which minicrm "
        + "mailbox "
        + "authorize gets one"
    case .jwtBearer where privateKey == nil: "privateKey is what grant: jwtBearer goes by; give it"
    default: nil
    }
  }

  /// A key that belongs to another grant is a misunderstanding.
  private var stray: String? {
    if grant != .jwtBearer, privateKey != nil || issuer != nil || tokenSubject != nil {
      return "privateKey, issuer and subject go with grant: jwtBearer only"
    }
    if grant != .refreshToken, refreshToken != nil {
      return "refreshToken goes with grant: refreshToken only"
    }
    return nil
  }

  var secrets: [(key: String, source: SecretSource)] {
    let all = [
      ("oauth2.clientSecret", clientSecret), ("oauth2.refreshToken", refreshToken),
      ("oauth2.privateKey", privateKey),
    ]
    return all.compactMap { key, source in source.map { (key, $0) } }
  }

  // MARK: What they describe

  private func endpoint(
    _ url: String, _ place: TokenPlace
  ) throws(EndpointError) -> HTTPEndpoint {
    try HTTPEndpoint(url, caFile: caFile, timeout: place.timeout)
  }

  /// The keeper of the tokens of that user.
  func keeper(of username: String, _ place: TokenPlace) -> TokenKeeper {
    let client = client(of: username, place)
    return TokenKeeper(
      client, in: StoreTokenVault(client, place), now: { Date() })
  }

  private func client(of username: String, _ place: TokenPlace) -> OAuth2Client {
    let endpoint: HTTPEndpoint
    do throws(EndpointError) {
      endpoint = try self.endpoint(tokenURL, place)
    } catch {
      preconditionFailure("the URL was checked when the settings were read")
    }
    return OAuth2Client(
      subject: place.subject, account: username, authorizing: place.authorizing,
      endpoint: endpoint, grant: grant, clientID: clientID,
      clientSecret: Self.reading(clientSecret), scope: scope, mechanism: mechanism,
      refreshToken: Self.reading(refreshToken), signingKey: signingKey,
      issuer: issuer, tokenSubject: tokenSubject)
  }

  private static func reading(_ source: SecretSource?) -> OAuth2Client.SecretReading? {
    guard let source else { return nil }
    return { try Secret(source.read()) }
  }

  private var signingKey: (@Sendable () throws -> SigningKey)? {
    guard let privateKey else { return nil }
    return { try SigningKey(file: privateKey.read()) }
  }

  /// The endpoint that gives a code for another device; nil where there is no such way.
  func device(_ place: TokenPlace) throws(EndpointError) -> HTTPEndpoint? {
    guard let deviceURL else { return nil }
    return try endpoint(deviceURL, place)
  }
}

extension SettingsSection {
  /// A key whose value is a URL that may be called.
  fileprivate mutating func url(
    _ name: String, or preset: String?, isRequired: Bool = false
  ) throws(SettingsError) -> String? {
    guard let node = take(name) else {
      if isRequired, preset == nil { throw error("\(name) is missing") }
      return preset
    }
    let text = try node.text()
    do throws(EndpointError) {
      _ = try HTTPEndpoint(text, timeout: .seconds(1))
    } catch {
      throw node.error(error.description)
    }
    return text
  }
}
