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
  /// Our name in EHLO (RFC 5321 section 4.1.1.1); nil is this machine's name.
  package let clientName: String?

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
    return SMTPEndpoint(
      host: server.host, port: server.port, security: server.security, login: login,
      caFile: caFile, timeout: timeout,
      clientName: try clientName.map { (name) throws(EndpointError) in try checked(clientName: name)
      }
    )
  }

  /// The name as EHLO says it. Throws where it is neither a host's nor an address literal.
  package static func checked(clientName: String) throws(EndpointError) -> String {
    try ClientName.checked(clientName)
  }
}
