import Glibc

/// TCP ports of the loopback interface that nobody listens on.
package enum FreePort {
  /// A port that could be bound a moment ago. It is drawn at random from below the range that the
  /// system hands out by itself, so that no outgoing connection takes it meanwhile.
  package static func next() throws -> Int {
    for _ in 0..<200 {
      let candidate = UInt16.random(in: 10_000..<32_000)
      if isFree(candidate) { return Int(candidate) }
    }
    throw TestKitError("no free port on 127.0.0.1 in 200 tries")
  }

  private static func isFree(_ port: UInt16) -> Bool {
    let descriptor = socket(AF_INET, streamSocket, 0)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return withLoopbackAddress(port: port) { bind(descriptor, $0, $1) } == 0
  }
}

let streamSocket = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)

/// Calls `body` with the socket address 127.0.0.1:`port`.
func withLoopbackAddress<Result>(
  port: UInt16, _ body: (UnsafePointer<sockaddr>, socklen_t) throws -> Result
) rethrows -> Result {
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_port = port.bigEndian
  address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
  return try withUnsafePointer(to: &address) { pointer in
    try pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      try body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
    }
  }
}

/// Somebody accepts connections on 127.0.0.1:`port` right now.
package func acceptsConnections(port: Int) -> Bool {
  let descriptor = socket(AF_INET, streamSocket, 0)
  guard descriptor >= 0 else { return false }
  defer { close(descriptor) }
  return withLoopbackAddress(port: UInt16(port)) { connect(descriptor, $0, $1) } == 0
}
