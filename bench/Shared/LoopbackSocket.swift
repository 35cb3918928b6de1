import Foundation

/// TCP sockets of 127.0.0.1.
enum LoopbackSocket {
  /// Listens on a port that the system picks.
  static func listen() throws -> (socket: Int32, port: UInt16) {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = address(port: 0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(listener, address, length) | Glibc.listen(listener, 64)
          | getsockname(listener, address, &length)
      }
    }
    guard listener >= 0, status == 0 else { throw BenchFailure("can't listen on loopback") }
    return (listener, UInt16(bigEndian: address.sin_port))
  }

  /// Nil when nobody accepts.
  static func connect(port: UInt16) -> Int32? {
    let link = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = address(port: port)
    let status = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        Glibc.connect(link, address, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    if status == 0 { return link }
    close(link)
    return nil
  }

  /// Sends what is written at once, however little it is.
  static func sendAtOnce(_ link: Int32) {
    var one: Int32 = 1
    setsockopt(link, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
  }

  private static func address(port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
    return address
  }
}
