import Glibc
import Platform

/// The server that a URL names. The URL holds nothing else: no user, no password, no path.
struct ServerURL: Hashable {
  /// A protocol's part of the URL.
  struct Scheme: Sendable {
    /// With STARTTLS, and with TLS from the first byte.
    let name: String
    let secure: String
    let port: Int
    let securePort: Int
    /// A URL as errors suggest it.
    let example: String
    /// The advice on a path.
    let pathAdvice: String

    func defaultPort(_ security: LinkSecurity) -> Int {
      security == .implicitTLS ? securePort : port
    }
  }

  let host: String
  let port: Int
  let security: LinkSecurity

  init(_ url: String, tlsNone: Bool, _ scheme: Scheme) throws(EndpointError) {
    var security = try Self.security(of: url, scheme)
    let authority = try Self.authority(of: url, scheme)
    let (host, port) = try Self.hostAndPort(authority, url: url, scheme)
    if tlsNone {
      guard security == .startTLS else {
        throw EndpointError(
          "tls: none contradicts \(url)",
          suggestion: "use \(scheme.name):// with it, or leave tls out")
      }
      guard Self.isLoopback(host) else {
        throw EndpointError(
          "tls: none would send the password unprotected to \(host)",
          suggestion: "leave tls out; only a loopback address may go without")
      }
      security = .none
    }
    self.host = host
    self.port = port ?? scheme.defaultPort(security)
    self.security = security
  }

  private static func security(of url: String, _ scheme: Scheme) throws(EndpointError)
    -> LinkSecurity
  {
    let lowered = url.lowercased()
    if lowered.hasPrefix("\(scheme.secure)://") { return .implicitTLS }
    if lowered.hasPrefix("\(scheme.name)://") { return .startTLS }
    throw EndpointError(
      "the url does not begin with \(scheme.secure):// or \(scheme.name)://",
      suggestion: "write it as \(scheme.example)")
  }

  /// Gives the text between the scheme and one optional slash at the end.
  private static func authority(
    of url: String, _ scheme: Scheme
  ) throws(EndpointError) -> Substring {
    var rest = url.drop { $0 != "/" }.dropFirst(2)
    if rest.last == "/" { rest.removeLast() }
    // The url is not quoted in this error: it may hold a password.
    guard !rest.contains("@") else {
      throw EndpointError(
        "the url contains a user name or a password",
        suggestion: "give them as username and password")
    }
    guard !rest.contains(where: { "/?#".contains($0) }) else {
      throw EndpointError(
        "the url \(url) contains a path", suggestion: scheme.pathAdvice)
    }
    return rest
  }

  private static func hostAndPort(
    _ authority: Substring, url: String, _ scheme: Scheme
  ) throws(EndpointError) -> (String, Int?) {
    let host: String
    var after: Substring
    if authority.first == "[" {
      guard let close = authority.firstIndex(of: "]") else { throw badHost(url, scheme) }
      host = String(authority[authority.index(after: authority.startIndex)..<close])
      after = authority[authority.index(after: close)...]
      guard isIPv6(host) else { throw badHost(url, scheme) }
    } else {
      let colon = authority.firstIndex(of: ":") ?? authority.endIndex
      after = authority[colon...]
      guard let name = name(authority[..<colon]) else { throw badHost(url, scheme) }
      host = name
    }
    guard !after.isEmpty else { return (host, nil) }
    guard after.removeFirst() == ":", after.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let port = Int(after), (1...65_535).contains(port)
    else {
      throw EndpointError(
        "the url \(url) has no valid port",
        suggestion: "write it as \(scheme.secure)://host:\(scheme.securePort)")
    }
    return (host, port)
  }

  private static func badHost(_ url: String, _ scheme: Scheme) -> EndpointError {
    EndpointError(
      "the url \(url) has no valid host name", suggestion: "write it as \(scheme.example)")
  }

  /// The host in ASCII; nil when it is none. libcurl would convert it by the process's locale,
  /// which in a daemon is "C" and knows no letters but ASCII's.
  private static func name(_ host: Substring) -> String? {
    if isName(host) { return String(host) }
    guard host.utf8.contains(where: { $0 >= 0x80 }) else { return nil }
    return DomainName(host)?.ascii
  }

  static func isName(_ host: Substring) -> Bool {
    !host.isEmpty && host.utf8.count <= 253
      && host.utf8.allSatisfy { byte in
        (0x61...0x7a).contains(byte | 0x20) || (0x30...0x39).contains(byte)
          || byte == 0x2e || byte == 0x2d || byte == 0x5f
      }
  }

  private static func isIPv6(_ host: String) -> Bool {
    var address = in6_addr()
    return inet_pton(AF_INET6, host, &address) == 1
  }

  /// 127.0.0.0/8, ::1 and localhost, which libcurl never looks up elsewhere.
  static func isLoopback(_ host: String) -> Bool {
    if host.lowercased() == "localhost" { return true }
    var four = in_addr()
    if inet_pton(AF_INET, host, &four) == 1 { return four.s_addr & 0xff == 127 }
    var six = in6_addr()
    guard inet_pton(AF_INET6, host, &six) == 1 else { return false }
    return withUnsafeBytes(of: &six) { $0.dropLast().allSatisfy { $0 == 0 } && $0.last == 1 }
  }
}
