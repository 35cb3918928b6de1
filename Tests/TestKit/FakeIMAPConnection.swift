/// The server's side of one connection, for the scripts of a `FakeIMAPServer`.
package final class FakeIMAPConnection: LoopbackConnection {
  /// A command as it came: `TAG NAME ARGUMENTS`.
  package struct Command: Sendable {
    package let tag: String
    /// Everything after the tag.
    package let text: String
  }

  /// The capabilities that are offered when a script says nothing else.
  package static let capabilities = "IMAP4rev1 IDLE MOVE UIDPLUS"

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
