import MailTransport

/// The keys of a mailbox that say where and as whom to log in.
struct ServerSettings: Sendable {
  let url: String
  private let isWithoutTLS: Bool
  let login: LoginSettings
  private let caFile: String?
  let timeout: Duration

  init(imap section: inout SettingsSection) throws(SettingsError) {
    let provider = try section.take("provider")?.choice(of: MailProvider.self)
    let url = try section.url(or: provider?.url(for: .reading))
    let tls = try section.take("tls")?.choice(of: TLSRequirement.self) ?? .required
    isWithoutTLS = tls == .none
    guard let login = try LoginSettings(&section, .reading, provider) else {
      throw section.error("username is missing")
    }
    self.login = login
    caFile = try section.take("caFile")?.text()
    timeout = try section.take("timeout")?.duration() ?? .seconds(60)
    self.url = url.text
    do throws(EndpointError) {
      _ = try IMAPEndpoint.parse(url: url.text, tlsNone: isWithoutTLS)
    } catch {
      throw section.error(error.description, of: url)
    }
  }

  /// The login and its server, for a comparison.
  var account: String { "\(login.username) at \(url)" }

  /// The server, and the login there.
  func access(_ source: any CredentialSource) -> IMAPAccess {
    let settings = self
    return IMAPAccess(source) { credential in
      try IMAPEndpoint.parse(
        url: settings.url, tlsNone: settings.isWithoutTLS, username: settings.login.username,
        credential: credential, caFile: settings.caFile, timeout: settings.timeout)
    }
  }
}

/// A server's URL, and where it is given; nil for a provider's.
struct GivenURL {
  let text: String
  let node: SettingsNode?
}

extension SettingsSection {
  /// `url`, or the provider's.
  mutating func url(or preset: String?) throws(SettingsError) -> GivenURL {
    if let preset, !has("url") {
      _ = take("url")
      return GivenURL(text: preset, node: nil)
    }
    let node = try require("url")
    return GivenURL(text: try node.text(), node: node)
  }

  func error(_ message: String, of url: GivenURL) -> SettingsError {
    url.node?.error(message) ?? error(message)
  }
}
