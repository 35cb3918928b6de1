extension IMAPEndpoint: MailServer {
  static let scheme = ServerURL.Scheme(
    name: "imap", secure: "imaps", port: 143, securePort: 993,
    example: "imaps://imap.example.fi", pathAdvice: "give the folder as folder")

  /// The endpoint that settings describe: `imaps://host[:port]` is TLS, `imap://host[:port]` is
  /// STARTTLS, unless `tlsNone`, which is allowed with `imap://` to a loopback address only.
  package static func parse(
    url: String, tlsNone: Bool, username: String, credential: Credential, caFile: String?,
    timeout: Duration
  ) throws(EndpointError) -> IMAPEndpoint {
    let server = try ServerURL(url, tlsNone: tlsNone, scheme)
    try EndpointError.check(username: username, timeout: timeout)
    return IMAPEndpoint(
      host: server.host, port: server.port, security: server.security, username: username,
      credential: credential, caFile: caFile, timeout: timeout)
  }

  /// The server that a URL names. The URL holds nothing else: no user, no password, no path.
  package static func parse(
    url: String, tlsNone: Bool
  ) throws(EndpointError) -> (host: String, port: Int, security: Security) {
    let server = try ServerURL(url, tlsNone: tlsNone, scheme)
    return (server.host, server.port, server.security)
  }
}
