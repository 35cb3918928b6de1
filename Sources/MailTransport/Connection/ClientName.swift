import Glibc
import Platform

/// The name of an SMTP client in EHLO: the full name of its machine, else the address that it comes
/// from as a literal (RFC 5321 sections 4.1.1.1 and 4.1.3).
enum ClientName {
  /// A name that settings give: a host's, or an address literal. Throws what is wrong with it.
  static func checked(_ name: String) throws(EndpointError) -> String {
    if isLiteral(name) { return name }
    guard let name = DomainName(name)?.ascii else {
      throw EndpointError(
        "the name for EHLO is no host name",
        suggestion: "give one such as crm.example.fi, or an address such as [192.0.2.1]")
    }
    return name
  }

  /// The machine's own towards a server. Blocks, on the look-up of names.
  static func ofMachine(towards server: some MailServer) -> String {
    fullName ?? literal(towards: server.host, port: server.port) ?? "[127.0.0.1]"
  }

  /// Once a process: the look-up may take long where there is no name server.
  private static let fullName: String? = {
    var bytes = [CChar](repeating: 0, count: 256)
    guard gethostname(&bytes, 255) == 0 else { return nil }
    return full(text(bytes)) ?? full(canonical(text(bytes)))
  }()

  /// The name when it is more than the machine's first.
  static func full(_ name: String?) -> String? {
    guard let name = name.flatMap({ DomainName($0) })?.ascii, let dot = name.lastIndex(of: "."),
      !name.hasPrefix("localhost."), !name.hasSuffix(".localhost"),
      !name[dot...].dropFirst().utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return name
  }

  /// As the machine's /etc/hosts or its name server gives it.
  private static func canonical(_ name: String) -> String? {
    var hints = addrinfo()
    hints.ai_flags = AI_CANONNAME
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(name, nil, &hints, &found) == 0 else { return nil }
    defer { freeaddrinfo(found) }
    return found?.pointee.ai_canonname.flatMap { String(validatingCString: $0) }
  }

  /// `[192.0.2.1]` or `[IPv6:2001:db8::1]`: the address that packets to the server leave from.
  /// Nothing is sent to find out.
  static func literal(towards host: String, port: Int) -> String? {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_DGRAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, String(port), &hints, &found) == 0 else { return nil }
    defer { freeaddrinfo(found) }
    var next = found
    while let info = next?.pointee {
      if let literal = literal(towards: info) { return literal }
      next = info.ai_next
    }
    return nil
  }

  private static func literal(towards info: addrinfo) -> String? {
    let socket = socket(info.ai_family, info.ai_socktype | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard socket >= 0 else { return nil }
    defer { close(socket) }
    var own = sockaddr_storage()
    var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let isKnown = withUnsafeMutablePointer(to: &own) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        connect(socket, info.ai_addr, info.ai_addrlen) == 0
          && getsockname(socket, address, &size) == 0
      }
    }
    guard isKnown else { return nil }
    var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
    let isWritten = withUnsafePointer(to: own) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        getnameinfo(address, size, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST) == 0
      }
    }
    // Without the interface of an address that is valid on its link only.
    let number = Self.text(text).prefix { $0 != "%" }
    guard isWritten else { return nil }
    return info.ai_family == AF_INET6 ? "[IPv6:\(number)]" : "[\(number)]"
  }

  private static func isLiteral(_ name: String) -> Bool {
    guard name.first == "[", name.last == "]" else { return false }
    let inside = String(name.dropFirst().dropLast())
    let isSix = inside.lowercased().hasPrefix("ipv6:")
    var four = in_addr()
    var six = in6_addr()
    return isSix
      ? inet_pton(AF_INET6, String(inside.dropFirst(5)), &six) == 1
      : inet_pton(AF_INET, inside, &four) == 1
  }

  private static func text(_ bytes: [CChar]) -> String {
    String(decoding: bytes.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
