/// A server as settings name it, whatever it speaks.
protocol Peer: Sendable {
  var host: String { get }
  /// A PEM file of the authorities to trust instead of the system's.
  var caFile: String? { get }
  /// The longest time to connect, and the longest silence in a reply.
  var timeout: Duration { get }
}

/// A mail server.
protocol MailServer: Peer {
  /// The scheme of the server's URLs, with its registered ports.
  static var scheme: ServerURL.Scheme { get }

  var port: Int { get }
  var security: LinkSecurity { get }
}

extension MailServer {
  /// The name of the server in errors.
  var subject: String { "\(host):\(port)" }

  /// For libcurl, up to the slash.
  var url: String {
    let name = security == .implicitTLS ? Self.scheme.secure : Self.scheme.name
    let host = host.contains(":") ? "[\(host)]" : host
    return "\(name)://\(host):\(port)/"
  }
}
