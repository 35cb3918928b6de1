import Foundation

/// The server's side of one connection, for the scripts of a `FakeIMAPServer`.
package final class FakeIMAPConnection {
  /// The client has closed, or the server was stopped.
  package struct HungUp: Error {}

  /// A command as it came: `TAG NAME ARGUMENTS`.
  package struct Command: Sendable {
    package let tag: String
    /// Everything after the tag.
    package let text: String
  }

  /// What is offered when a script says nothing else.
  package static let capabilities = "IMAP4rev1 IDLE MOVE UIDPLUS"

  private let socket: Int32
  private let shared: FakeIMAPServer.Shared
  private var unread: [UInt8] = []

  init(_ socket: Int32, _ shared: FakeIMAPServer.Shared) {
    self.socket = socket
    self.shared = shared
  }

  // MARK: Reading

  /// The next line without its end. Throws `HungUp` at the connection's end.
  package func readLine() throws -> String {
    while true {
      if let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
        let line = unread[..<end].filter { $0 != UInt8(ascii: "\r") }
        unread.removeSubrange(...end)
        return String(decoding: line, as: UTF8.self)
      }
      try fill()
    }
  }

  /// Whether a line, or the connection's end, is there within so many milliseconds.
  package func hasInput(within milliseconds: Int32) -> Bool {
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

  /// The next command, whatever it is.
  package func readCommand() throws -> Command {
    let line = try readLine()
    let words = line.split(separator: " ", maxSplits: 1).map(String.init)
    let command = Command(tag: words.first ?? "", text: words.count > 1 ? words[1] : "")
    shared.state.withLock { $0.commands.append(command.text) }
    return command
  }

  /// The next command, which must begin like this; returns its tag.
  @discardableResult
  package func expect(_ beginning: String) throws -> String {
    let command = try readCommand()
    guard command.text.hasPrefix(beginning) else {
      throw TestKitError("expected \(beginning), got \(command.text)")
    }
    return command.tag
  }

  // MARK: Sending

  package func send(_ text: String) throws {
    try send(Array(text.utf8))
  }

  package func send(_ bytes: [UInt8]) throws {
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
  package func trickle(_ text: String) throws {
    for byte in text.utf8 { try send([byte]) }
  }

  /// A line of the reply, CRLF added.
  package func line(_ text: String) throws {
    try send(text + "\r\n")
  }

  /// Breaks the connection with a TCP reset.
  package func reset() throws {
    var option = linger(l_onoff: 1, l_linger: 0)
    setsockopt(socket, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    throw HungUp()
  }

  /// Says nothing more until the client gives up or the server is stopped.
  package func hang() throws {
    while true { try fill() }
  }

  // MARK: Ordinary steps

  /// Greets, takes any login, and answers the first question of the client's own.
  package func logIn(capabilities: String = capabilities) throws {
    try line("* OK ready")
    while true {
      let command = try readCommand()
      switch command.text.split(separator: " ").first {
      case "CAPABILITY":
        try line("* CAPABILITY IMAP4rev1")
        try line("\(command.tag) OK done")
      case "LOGIN":
        try line("\(command.tag) OK logged in")
        let tag = try expect("CAPABILITY")
        try line("* CAPABILITY \(capabilities)")
        try line("\(tag) OK done")
        return
      default: throw TestKitError("expected a login, got \(command.text)")
      }
    }
  }

  /// Answers SELECT.
  package func select(exists: Int = 1, uidValidity: Int = 7, uidNext: Int = 2) throws {
    let tag = try expect("SELECT")
    try line("* \(exists) EXISTS")
    try line("* OK [UIDVALIDITY \(uidValidity)] valid")
    try line("* OK [UIDNEXT \(uidNext)] next")
    try line("\(tag) OK [READ-WRITE] selected")
  }

  /// Answers LOGOUT.
  package func logOut() throws {
    let tag = try expect("LOGOUT")
    try line("* BYE see you")
    try line("\(tag) OK done")
  }
}
