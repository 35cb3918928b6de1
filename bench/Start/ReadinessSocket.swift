import Foundation
import TestKit

/// A socket of the notification protocol (sd_notify(3)) that waits for one daemon to be ready.
final class ReadinessSocket {
  private static let patience = 60

  private let directory: TemporaryDirectory
  private let socket: Int32

  /// The value of `NOTIFY_SOCKET`.
  var path: String { directory.path("notify") }

  init() throws {
    directory = try TemporaryDirectory(named: "start-bench")
    socket = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let path = directory.path("notify")
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8) + [0]) }
    let status = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard socket >= 0, status == 0 else { throw BenchFailure("no notification socket at \(path)") }
    var limit = timeval(tv_sec: Self.patience, tv_usec: 0)
    setsockopt(
      socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit { close(socket) }

  /// Forgets what earlier daemons said.
  func forgetAll() {
    while receive(Int32(MSG_DONTWAIT)) != nil {}
  }

  /// Blocks until a message has the line READY=1.
  func awaitReadiness() throws {
    while let message = receive(0) {
      if message.split(separator: "\n").contains("READY=1") { return }
    }
    throw BenchFailure("not ready within \(Self.patience) s")
  }

  /// Nil when none came in time.
  private func receive(_ flags: Int32) -> String? {
    var buffer = [UInt8](repeating: 0, count: 4_096)
    let count = recv(socket, &buffer, buffer.count, flags)
    return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
  }
}
