import Foundation
import Synchronization

/// The service manager's end of the notification protocol (sd_notify(3)): a socket that keeps all
/// that it is told. It listens until the last reference goes.
package final class FakeServiceManager: Sendable {
  /// The place of the socket.
  package enum Place: Sendable, CaseIterable {
    case file
    /// The abstract namespace, `@NAME`.
    case abstract
  }

  /// The value of `NOTIFY_SOCKET`.
  package let address: String
  private let directory: TemporaryDirectory
  private let socket: Int32
  private let heard = Heard()

  private final class Heard: Sendable {
    let messages = Mutex<[String]>([])
  }

  package init(_ place: Place = .file) throws {
    directory = try TemporaryDirectory(named: "minicrm-notify")
    let path = directory.path("notify")
    address = place == .file ? path : "@\(path)"
    socket = Glibc.socket(AF_UNIX, datagramSocket, 0)
    guard socket >= 0, Self.bind(socket, path, isAbstract: place == .abstract) else {
      throw TestKitError("notification socket: \(lastSystemError())")
    }
    let (socket, heard) = (socket, heard)
    Thread.detachNewThread { Self.listen(on: socket, heard) }
  }

  /// Its thread closes the socket.
  deinit { _ = shutdown(socket, Int32(SHUT_RDWR)) }

  /// For a program that is to tell of itself; with `watchdog`, how long it may be without a sign.
  package func environment(watchdog: Duration? = nil) -> [String: String] {
    var variables = ["NOTIFY_SOCKET": address]
    if let watchdog {
      variables["WATCHDOG_USEC"] = "\(Int64(watchdog / .microseconds(1)))"
    }
    return variables
  }

  /// All messages so far, in order, several lines each.
  package var messages: [String] { heard.messages.withLock(\.self) }

  /// The number of times that a line came.
  package func count(of line: String) -> Int {
    messages.filter { $0.split(separator: "\n").contains(line[...]) }.count
  }

  /// The last status of the program.
  package var status: String? { statuses.last }

  package var statuses: [String] {
    messages.flatMap { $0.split(separator: "\n") }.filter { $0.hasPrefix("STATUS=") }
      .map { String($0.dropFirst("STATUS=".count)) }
  }

  private static func listen(on socket: Int32, _ heard: Heard) {
    defer { close(socket) }
    var buffer = [UInt8](repeating: 0, count: 4_096)
    while true {
      let count = recv(socket, &buffer, buffer.count, 0)
      guard count > 0 else { return }
      let message = String(decoding: buffer[..<count], as: UTF8.self)
      heard.messages.withLock { $0.append(message) }
    }
  }

  private static func bind(_ socket: Int32, _ path: String, isAbstract: Bool) -> Bool {
    let name = (isAbstract ? [0] : []) + Array(path.utf8) + (isAbstract ? [] : [0])
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
    let size = socklen_t(MemoryLayout<sa_family_t>.size + name.count)
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { Glibc.bind(socket, $0, size) }
    } == 0
  }
}

private let datagramSocket = Int32(SOCK_DGRAM.rawValue)
