import Glibc

/// A blocking TCP connection to a server on 127.0.0.1 that speaks in lines. Silence of a minute is
/// an error.
final class LineConnection {
  private let descriptor: Int32
  private let port: Int
  private var unread: [UInt8] = []

  init(port: Int) throws {
    self.port = port
    descriptor = socket(AF_INET, streamSocket, 0)
    guard descriptor >= 0 else { throw TestKitError("socket: \(lastSystemError())") }
    var silence = timeval(tv_sec: 60, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &silence, size)
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &silence, size)
    guard withLoopbackAddress(port: UInt16(port), { connect(descriptor, $0, $1) }) == 0 else {
      throw TestKitError("connection to port \(port): \(lastSystemError())")
    }
  }

  deinit { close(descriptor) }

  func write(_ bytes: [UInt8]) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { throw TestKitError("port \(port), write: \(lastSystemError())") }
      rest = rest.dropFirst(count)
    }
  }

  /// The next line without its end.
  func readLine() throws -> String {
    while true {
      if let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
        let line = unread[..<end].filter { $0 != UInt8(ascii: "\r") }
        unread.removeSubrange(...end)
        return String(decoding: line, as: UTF8.self)
      }
      var buffer = [UInt8](repeating: 0, count: 4_096)
      let count = recv(descriptor, &buffer, buffer.count, 0)
      guard count > 0 else {
        throw TestKitError("port \(port): \(count == 0 ? "closed" : lastSystemError())")
      }
      unread += buffer[..<count]
    }
  }
}
