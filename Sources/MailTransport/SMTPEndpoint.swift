import Glibc

/// The server that takes outgoing mail, and how to log in there.
package struct SMTPEndpoint: Sendable, MailServer {
  package let host: String
  package let port: Int
  package let security: LinkSecurity
  /// Nil where the server asks for none.
  package let login: Login?
  /// A PEM file of the authorities to trust instead of the system's.
  package let caFile: String?
  /// The longest time to connect, and the longest silence in a reply.
  package let timeout: Duration
  /// What we call ourselves in EHLO (RFC 5321 section 4.1.1.1).
  package let clientName: String

  package struct Login: Sendable {
    package let username: String
    package let credential: Credential

    package init(username: String, _ credential: Credential) {
      self.username = username
      self.credential = credential
    }
  }

  static let scheme = ServerURL.Scheme(
    name: "smtp", secure: "smtps", port: 587, securePort: 465,
    example: "smtp://mail.example.fi", pathAdvice: "leave the path out")

  /// The endpoint that settings describe: `smtps://host[:port]` is TLS (RFC 8314), port 465;
  /// `smtp://host[:port]` is STARTTLS, port 587, unless `tlsNone`, which is allowed with `smtp://`
  /// to a loopback address only. A nil `clientName` is this machine's name.
  package static func parse(
    url: String, tlsNone: Bool, login: Login? = nil, caFile: String? = nil, timeout: Duration,
    clientName: String? = nil
  ) throws(EndpointError) -> SMTPEndpoint {
    let server = try ServerURL(url, tlsNone: tlsNone, scheme)
    if let login { try EndpointError.check(username: login.username, timeout: timeout) }
    try EndpointError.check(timeout: timeout)
    if let clientName, !ServerURL.isName(clientName[...]) {
      throw EndpointError(
        "the name for EHLO is no host name", suggestion: "give one such as crm.example.fi")
    }
    return SMTPEndpoint(
      host: server.host, port: server.port, security: server.security, login: login,
      caFile: caFile, timeout: timeout, clientName: clientName ?? machineName)
  }

  /// The host's own name; `localhost` where it has none that EHLO may carry.
  private static var machineName: String {
    var bytes = [CChar](repeating: 0, count: 256)
    let status = gethostname(&bytes, 255)
    let name = String(
      decoding: bytes.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    return status == 0 && ServerURL.isName(name[...]) ? name : "localhost"
  }
}
