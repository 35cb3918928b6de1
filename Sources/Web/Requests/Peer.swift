import Glibc
import HTTPTypes
import NIOCore

/// The client at the other end, beyond a proxy of this machine.
package struct Peer: Sendable, Hashable {
  /// An IP address; `local` at a Unix socket without a proxy.
  package let address: String
  /// The client speaks TLS, to the proxy.
  package let isSecure: Bool

  /// `X-Forwarded-For` and `-Proto` are believed only from loopback and the Unix socket, where the
  /// proxy is. The last address is the one that it added itself; those before are anybody's.
  init(_ headers: HTTPFields, _ remote: SocketAddress?) {
    let direct = remote?.ipAddress
    let isProxy = direct.map(Self.isLoopback) ?? true
    let forwarded = isProxy ? Self.last(of: headers, .forwardedFor).flatMap(Self.address) : nil
    address = forwarded ?? direct ?? "local"
    isSecure = isProxy && Self.last(of: headers, .forwardedProto)?.lowercased() == "https"
  }

  private static func last(of headers: HTTPFields, _ name: HTTPField.Name) -> String? {
    let last = headers[values: name].last?.split(separator: ",").last
    return last.map { $0.filter { $0 != " " && $0 != "\t" } }
  }

  /// The address in its usual form; nil for anything else.
  private static func address(_ text: String) -> String? {
    var text = text
    if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
      text = String(text[text.index(after: text.startIndex)..<end])
    }
    var (four, six) = (in_addr(), in6_addr())
    var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    if inet_pton(AF_INET, text, &four) == 1 {
      inet_ntop(AF_INET, &four, &buffer, socklen_t(buffer.count))
    } else if inet_pton(AF_INET6, text, &six) == 1 {
      inet_ntop(AF_INET6, &six, &buffer, socklen_t(buffer.count))
    } else {
      return nil
    }
    return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  private static func isLoopback(_ address: String) -> Bool {
    address == "::1" || address.hasPrefix("127.") || address.hasPrefix("::ffff:127.")
  }
}

extension HTTPField.Name {
  /// `X-Forwarded-For`
  fileprivate static var forwardedFor: Self { known("X-Forwarded-For") }
  fileprivate static var forwardedProto: Self { known("X-Forwarded-Proto") }

  /// A name that is a token (RFC 9110 §5.6.2), as all that stand in the source are.
  static func known(_ name: String) -> Self {
    guard let name = Self(name) else { preconditionFailure("no field name: \(name)") }
    return name
  }
}
