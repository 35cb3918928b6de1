import Foundation

/// The server's side of one connection, for the scripts of a `LoopbackServer`.
package class LoopbackConnection {
  /// The client has closed, or the server was stopped.
  package struct HungUp: Error {}

  private let socket: Int32
  let shared: LoopbackServer.Shared
  private var unread: [UInt8] = []

  init(_ socket: Int32, _ shared: LoopbackServer.Shared) {
    self.socket = socket
    self.shared = shared
  }

  // MARK: Reading

  /// The next line without its end. Throws `HungUp` at the connection's end.
  package final func readLine() throws -> String {
    while true {
      if let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
        let line = unread[..<end].filter { $0 != UInt8(ascii: "\r") }
        unread.removeSubrange(...end)
        return String(decoding: line, as: UTF8.self)
      }
      try fill()
    }
  }

  /// The next so many bytes.
  package final func read(_ count: Int) throws -> [UInt8] {
    while unread.count < count { try fill() }
    defer { unread.removeFirst(count) }
    return Array(unread[..<count])
  }

  /// A line, or the connection's end, is there within so many milliseconds.
  package final func hasInput(within milliseconds: Int32) -> Bool {
    if !unread.isEmpty { return true }
    var descriptor = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
    return poll(&descriptor, 1, milliseconds) > 0
  }

  private func fill() throws {
    var buffer = [UInt8](repeating: 0, count: 16_384)
    let count = recv(socket, &buffer, buffer.count, 0)
    guard count > 0 else { throw HungUp() }
    unread += buffer[..<count]
  }

  // MARK: Sending

  package final func send(_ text: String) throws {
    try send(Array(text.utf8))
  }

  package final func send(_ bytes: [UInt8]) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { throw HungUp() }
      rest = rest.dropFirst(count)
    }
  }

  /// Sends each byte by itself.
  package final func trickle(_ text: String) throws {
    for byte in text.utf8 { try send([byte]) }
  }

  /// A line of the reply, CRLF added.
  package final func line(_ text: String) throws {
    try send(text + "\r\n")
  }

  /// Breaks the connection with a TCP reset.
  package final func reset() throws {
    var option = linger(l_onoff: 1, l_linger: 0)
    setsockopt(socket, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    throw HungUp()
  }

  /// Says nothing more until the client gives up or the server is stopped.
  package final func hang() throws {
    while true { try fill() }
  }
}
