/// A mailbox's server and how to log in there.
package struct IMAPEndpoint: Sendable {
  package typealias Security = LinkSecurity

  package let host: String
  package let port: Int
  package let security: Security
  package let username: String
  package let credential: Credential
  /// A PEM file of the authorities to trust instead of the system's.
  package let caFile: String?
  /// The longest time to connect, and the longest silence in a reply.
  package let timeout: Duration

  /// Whose mails are read, whichever way the server is reached: the user name and the host. The
  /// last "@" divides them.
  package var account: String { "\(username)@\(host.lowercased())" }

  /// `port` nil means the security's own. The values must have been checked by `parse`.
  package init(
    host: String, port: Int?, security: Security, username: String, credential: Credential,
    caFile: String?, timeout: Duration
  ) {
    self.host = host
    self.port = port ?? Self.scheme.defaultPort(security)
    self.security = security
    self.username = username
    self.credential = credential
    self.caFile = caFile
    self.timeout = timeout
  }
}
