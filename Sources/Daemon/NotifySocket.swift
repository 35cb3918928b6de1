import Glibc
import Logging
import Platform

/// The socket by which the service manager hears of this process, one datagram a message: systemd's
/// notification protocol (sd_notify(3)).
package struct NotifySocket: Sendable {
  /// A path, or a name in the abstract namespace behind an `@`.
  private let name: String
  private let logger: Logger

  /// `name` is the value of `NOTIFY_SOCKET`. Nil when nobody listens, or in another way than is
  /// known here.
  package init?(_ name: String?, logger: Logger) {
    guard let name, name.hasPrefix("/") || name.hasPrefix("@"),
      name.utf8.count < MemoryLayout.size(ofValue: sockaddr_un().sun_path)
    else { return nil }
    self.name = name
    self.logger = logger
  }

  /// Sends the messages together. Waits, for a tenth of a second at most, while the manager is
  /// busy; that it could not be told is logged, and changes nothing else.
  package func send(_ messages: NotifyMessage...) {
    let text = messages.map(\.text).joined(separator: "\n")
    guard let failure = send(Array(text.utf8)) else { return }
    logger.warning("the service manager was not told of this daemon's state: \(failure)")
  }

  /// Returns the reason of a failure.
  private func send(_ bytes: [UInt8]) -> ErrorNumber? {
    let socket = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | O_CLOEXEC, 0)
    guard socket >= 0 else { return .last }
    defer { close(socket) }
    var patience = timeval(tv_sec: 0, tv_usec: 100_000)
    setsockopt(
      socket, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    let sent = withAddress { address, size in
      sendto(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL), address, size)
    }
    return sent == bytes.count ? nil : .last
  }

  /// An abstract name begins with a zero byte and ends where the address does (unix(7)).
  private func withAddress<Result>(
    _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
  ) -> Result {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { path in
      path.copyBytes(from: name.utf8)
      if name.hasPrefix("@") { path[0] = 0 }
    }
    let size = MemoryLayout<sa_family_t>.size + name.utf8.count + (name.hasPrefix("@") ? 0 : 1)
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(size)) }
    }
  }
}
