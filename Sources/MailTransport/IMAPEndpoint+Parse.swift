import Glibc

extension IMAPEndpoint {
  /// The endpoint that settings describe: `imaps://host[:port]` is TLS, `imap://host[:port]` is
  /// STARTTLS, unless `tlsNone`, which is allowed with `imap://` to a loopback address only.
  package static func parse(
    url: String, tlsNone: Bool, username: String, secret: Secret, caFile: String?,
    timeout: Duration
  ) throws(EndpointError) -> IMAPEndpoint {
    let (host, port, security) = try parse(url: url, tlsNone: tlsNone)
    guard !username.isEmpty, !username.hasControlCharacters else {
      throw EndpointError(
        "username is empty or contains a control character", suggestion: "correct username")
    }
    guard timeout > .zero else {
      throw EndpointError("timeout is not positive", suggestion: "give a timeout such as 60s")
    }
    return IMAPEndpoint(
      host: host, port: port, security: security, username: username, secret: secret,
      caFile: caFile, timeout: timeout)
  }

  /// The server that a URL names. The URL holds nothing else: no user, no password, no path.
  package static func parse(
    url: String, tlsNone: Bool
  ) throws(EndpointError) -> (host: String, port: Int, security: Security) {
    var security = try scheme(of: url)
    let authority = try authority(of: url)
    let (host, port) = try hostAndPort(authority, url: url)
    if tlsNone {
      guard security == .startTLS else {
        throw EndpointError(
          "tls: none contradicts \(url)", suggestion: "use imap:// with it, or leave tls out")
      }
      guard isLoopback(host) else {
        throw EndpointError(
          "tls: none would send the password unprotected to \(host)",
          suggestion: "leave tls out; only a loopback address may go without")
      }
      security = .none
    }
    return (host, port ?? security.defaultPort, security)
  }

  private static func scheme(of url: String) throws(EndpointError) -> Security {
    let lowered = url.lowercased()
    if lowered.hasPrefix("imaps://") { return .implicitTLS }
    if lowered.hasPrefix("imap://") { return .startTLS }
    throw EndpointError(
      "the url does not begin with imaps:// or imap://",
      suggestion: "write it as imaps://imap.example.fi")
  }

  /// What stands between the scheme and one optional slash at the end.
  private static func authority(of url: String) throws(EndpointError) -> Substring {
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
        "the url \(url) contains a path", suggestion: "give the folder as folder")
    }
    return rest
  }

  private static func hostAndPort(
    _ authority: Substring, url: String
  ) throws(EndpointError) -> (String, Int?) {
    let host: Substring
    var after: Substring
    if authority.first == "[" {
      guard let close = authority.firstIndex(of: "]") else { throw badHost(url) }
      host = authority[authority.index(after: authority.startIndex)..<close]
      after = authority[authority.index(after: close)...]
      guard isIPv6(String(host)) else { throw badHost(url) }
    } else {
      let colon = authority.firstIndex(of: ":") ?? authority.endIndex
      host = authority[..<colon]
      after = authority[colon...]
      guard isName(host) else { throw badHost(url) }
    }
    guard !after.isEmpty else { return (String(host), nil) }
    guard after.removeFirst() == ":", after.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let port = Int(after), (1...65_535).contains(port)
    else {
      throw EndpointError(
        "the url \(url) has no valid port", suggestion: "write it as imaps://host:993")
    }
    return (String(host), port)
  }

  private static func badHost(_ url: String) -> EndpointError {
    EndpointError(
      "the url \(url) has no valid host name", suggestion: "write it as imaps://imap.example.fi")
  }

  private static func isName(_ host: Substring) -> Bool {
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
