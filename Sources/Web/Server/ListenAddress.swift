import Glibc
import Platform

/// The place where the pages are served: `HOST:PORT`, `[IPV6]:PORT`, or `unix:/PATH`.
package enum ListenAddress: Sendable, Hashable, CustomStringConvertible {
  /// Port 0 asks the system for a free one.
  case network(host: String, port: Int)
  case socket(path: String)

  /// Nil where the text is none of the three forms.
  package init?(_ text: String) {
    if text.hasPrefix("unix:") {
      let path = String(text.dropFirst(5))
      guard path.hasPrefix("/"), !path.hasSuffix("/"), path.isPrintable else { return nil }
      self = .socket(path: path)
      return
    }
    guard let colon = text.lastIndex(of: ":") else { return nil }
    let digits = text[text.index(after: colon)...]
    guard digits.allSatisfy(\.isASCIIDigit), let port = Int(digits), (0...65_535).contains(port)
    else { return nil }
    var host = text[..<colon]
    if host.hasPrefix("["), host.hasSuffix("]") {
      host = host.dropFirst().dropLast()
    } else if host.contains(":") {
      return nil
    }
    guard !host.isEmpty, host.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f }) else { return nil }
    self = .network(host: String(host), port: port)
  }

  /// Nobody from outside this machine gets there: a Unix socket, localhost, 127.0.0.0/8 and ::1.
  package var isLoopback: Bool {
    guard case .network(let host, _) = self else { return true }
    if host.lowercased() == "localhost" { return true }
    var (four, six) = (in_addr(), in6_addr())
    if inet_pton(AF_INET, host, &four) == 1 { return four.s_addr & 0xff == 127 }
    guard inet_pton(AF_INET6, host, &six) == 1 else { return false }
    return withUnsafeBytes(of: &six) { $0.dropLast().allSatisfy { $0 == 0 } && $0.last == 1 }
  }

  /// The same with the port that the system gave.
  package func description(withPort port: Int) -> String {
    guard case .network(let host, _) = self else { return description }
    return ListenAddress.network(host: host, port: port).description
  }

  package var description: String {
    switch self {
    case .network(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    case .socket(let path): "unix:\(path)"
    }
  }
}

extension Character {
  var isASCIIDigit: Bool { isASCII && isNumber }
}
