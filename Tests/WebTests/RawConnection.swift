import Glibc
import Platform
import TestKit

/// A client's connection, as bytes. Its calls block on a queue of their own; silence of a minute is
/// an error.
final class RawConnection: Sendable {
  private let descriptor: Int32

  init(port: Int) throws {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    descriptor = try Self.connected(AF_INET, &address, "port \(port)")
  }

  init(socket path: String) throws {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    descriptor = try Self.connected(AF_UNIX, &address, path)
  }

  deinit { close(descriptor) }

  private static func connected<Address>(
    _ family: Int32, _ address: inout Address, _ name: String
  ) throws -> Int32 {
    let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    let descriptor = socket(family, type, 0)
    var silence = timeval(tv_sec: 60, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &silence, size)
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &silence, size)
    let answer = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<Address>.size))
      }
    }
    guard answer == 0 else {
      let cause = ErrorNumber.last
      close(descriptor)
      throw TestKitError("connection to \(name): \(cause)")
    }
    return descriptor
  }

  /// Sends as much as the server takes; false when it has closed.
  @discardableResult
  func send(_ bytes: [UInt8]) async throws -> Bool {
    let descriptor = descriptor
    return try await BlockingWork.result("test.client") {
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = rest.withUnsafeBytes {
          Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        guard count > 0 else { return false }
        rest = rest.dropFirst(count)
      }
      return true
    }.get()
  }

  @discardableResult
  func send(_ text: String) async throws -> Bool { try await send(Array(text.utf8)) }

  /// All bytes until the server closes, or until `isEnough`.
  func read(until isEnough: @escaping @Sendable ([UInt8]) -> Bool = { _ in false }) async throws
    -> [UInt8]
  {
    let descriptor = descriptor
    return try await BlockingWork.result("test.client") {
      var bytes: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 64 << 10)
      while !isEnough(bytes) {
        let count = recv(descriptor, &buffer, buffer.count, 0)
        if count < 0, errno == EAGAIN { throw TestKitError("silence for a minute") }
        guard count > 0 else { break }
        bytes += buffer[..<count]
      }
      return bytes
    }.get()
  }

  /// No more will be sent.
  func finishSending() { shutdown(descriptor, Int32(SHUT_WR)) }
}
