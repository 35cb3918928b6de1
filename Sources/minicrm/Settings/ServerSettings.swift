import MailTransport

/// The keys of a mailbox that say where and as whom to log in.
struct ServerSettings: Sendable {
  private let url: String
  private let isWithoutTLS: Bool
  private let username: String
  let password: SecretSource
  private let caFile: String?
  private let timeout: Duration

  init(imap section: inout SettingsSection) throws(SettingsError) {
    let url = try section.require("url")
    let tls = try section.take("tls")?.choice(of: TLSRequirement.self) ?? .required
    self.url = try url.text()
    isWithoutTLS = tls == .none
    username = try section.require("username").text()
    password = try section.require("password").secretSource()
    caFile = try section.take("caFile")?.text()
    timeout = try section.take("timeout")?.duration() ?? .seconds(60)
    do throws(EndpointError) {
      _ = try IMAPEndpoint.parse(url: self.url, tlsNone: isWithoutTLS)
    } catch {
      throw url.error(error.description)
    }
  }

  /// Where and as whom to log in.
  var access: IMAPAccess {
    let settings = self
    return IMAPAccess(PasswordSource { try Secret(settings.password.read()) }) { credential in
      try IMAPEndpoint.parse(
        url: settings.url, tlsNone: settings.isWithoutTLS, username: settings.username,
        credential: credential, caFile: settings.caFile, timeout: settings.timeout)
    }
  }
}
