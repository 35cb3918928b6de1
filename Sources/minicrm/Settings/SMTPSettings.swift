import MIME
import MailTransport
import Platform
import Reminders

/// `smtp`: the server that takes outgoing mail.
struct SMTPSettings: Sendable {
  let url: String
  private let isWithoutTLS: Bool
  private let caFile: String?
  /// Nil on a server that asks for none.
  let login: LoginSettings?
  /// The place of the login's tokens.
  let tokens: TokenPlace
  private let timeout: Duration
  /// The name that EHLO says; nil is this machine's.
  private let clientName: String?
  /// Whom the reminders are from.
  let sender: NoticeMail.Sender
  /// At most so many at once, a process.
  let connections: Int

  init(_ node: SettingsNode, storeDirectory: String) throws(SettingsError) {
    var section = try node.section()
    let provider = try section.take("provider")?.choice(of: MailProvider.self)
    let url = try section.url(or: provider?.url(for: .sending))
    self.url = url.text
    isWithoutTLS = try section.take("tls")?.choice(of: TLSRequirement.self) == TLSRequirement.none
    caFile = try section.take("caFile")?.text()
    login = try LoginSettings(&section, .sending, provider)
    sender = try section.require("from").sender()
    connections = try section.take("connections")?.integer(in: 1...100) ?? 4
    timeout = try section.take("timeout")?.duration() ?? .seconds(60)
    tokens = .smtp(in: storeDirectory, timeout: timeout)
    let ehlo = section.take("ehlo")
    clientName = try ehlo?.text()
    try section.finish()
    do throws(EndpointError) {
      _ = try SMTPEndpoint.parse(url: self.url, tlsNone: isWithoutTLS, timeout: timeout)
    } catch {
      throw section.error(error.description, of: url)
    }
    do throws(EndpointError) {
      if let clientName { _ = try SMTPEndpoint.checked(clientName: clientName) }
    } catch {
      throw (ehlo ?? node).error(error.description)
    }
  }

  /// The login and its server, for a comparison.
  var account: String { "\(login?.username ?? "nobody") at \(url)" }

  /// The server, and the login there.
  var access: SMTPAccess { access(login?.source(tokens)) }

  /// The same, by that credential.
  func access(_ source: (any CredentialSource)?) -> SMTPAccess {
    let settings = self
    return SMTPAccess(source) { credential in
      let login = settings.login.flatMap { login in
        credential.map { SMTPEndpoint.Login(username: login.username, $0) }
      }
      return try SMTPEndpoint.parse(
        url: settings.url, tlsNone: settings.isWithoutTLS, login: login, caFile: settings.caFile,
        timeout: settings.timeout, clientName: settings.clientName)
    }
  }
}

/// `tls`.
enum TLSRequirement: String, CaseIterable {
  case required
  /// No TLS; a password goes to loopback only.
  case none
}

extension SettingsNode {
  /// One address, with a name or without: `Mini-CRM <muistutus@example.fi>`.
  fileprivate func sender() throws(SettingsError) -> NoticeMail.Sender {
    let text = try text()
    let addresses = MailAddress.list(in: Array(text.utf8))
    let address = addresses.first.map { DomainName.address($0.address, domain: \.ascii) } ?? ""
    guard addresses.count == 1, address.contains("@"),
      address.split(separator: "@", omittingEmptySubsequences: false)
        .allSatisfy({ !$0.isEmpty }),
      address.utf8.allSatisfy({ (0x21...0x7e).contains($0) })
    else { throw error("“\(text)” is not an address such as Mini-CRM <muistutus@example.fi>") }
    return NoticeMail.Sender(displayName: addresses.first?.name, address: address)
  }
}
