import Foundation

/// One client's session with a `FakeMailbox`.
final class FakeMailboxSession {
  let mailbox: FakeMailbox
  let connection: FakeIMAPConnection
  private var folder: String?
  /// The number of messages that the client has been told.
  private var told = 0

  init(_ mailbox: FakeMailbox, _ connection: FakeIMAPConnection) {
    self.mailbox = mailbox
    self.connection = connection
  }

  func run() throws {
    try connection.line("* OK fake server ready")
    while true {
      let command = try connection.readCommand()
      let words = command.text.split(separator: " ").map(String.init)
      let name = words.first?.uppercased() == "UID" ? words.prefix(2) : words.prefix(1)
      let arguments = Self.arguments(
        String(command.text.dropFirst(name.joined(separator: " ").count)))
      let key = name.joined(separator: " ").uppercased()
      if key == "LOGOUT" {
        try connection.send("* BYE logging out\r\n\(command.tag) OK done\r\n")
        return
      }
      let fault = mailbox.state.withLock { $0.commandFault }(command.text)
      if fault == .resetBefore { try connection.reset() }
      if case .answer(let refusal) = fault {
        try connection.line("\(command.tag) \(refusal)")
        continue
      }
      let answer = try answer(key, arguments, command)
      if fault == .resetAfter { try connection.reset() }
      try tellArrivals()
      try connection.line("\(command.tag) \(answer)")
    }
  }

  private func answer(
    _ key: String, _ arguments: [String], _ command: FakeIMAPConnection.Command
  ) throws -> String {
    switch key {
    case "CAPABILITY":
      let names = mailbox.state.withLock { $0.capabilities.sorted() }
      try connection.line("* CAPABILITY \(names.joined(separator: " "))")
    case "LOGIN":
      guard arguments.last == mailbox.state.withLock({ $0.password }) else {
        return "NO [AUTHENTICATIONFAILED] wrong user name or password"
      }
    case "NOOP": break
    case "SELECT": return try select(arguments)
    case "STATUS": return try status(arguments)
    case "LIST": try list(arguments)
    case "NAMESPACE":
      let prefix = mailbox.state.withLock { $0.prefix }
      try connection.line("* NAMESPACE ((\"\(prefix)\" \".\")) NIL NIL")
    case "GETQUOTAROOT":
      guard let quota = mailbox.state.withLock(\.quota) else { return "NO no quota" }
      try connection.line("* QUOTAROOT INBOX \"User quota\"")
      try connection.line("* QUOTA \"User quota\" (\(quota))")
    case "CREATE": return create(arguments)
    case "IDLE": try idle()
    case "UID FETCH": return try fetch(arguments)
    case "UID STORE": return store(arguments)
    case "UID COPY", "UID MOVE": return try copy(arguments, removing: key == "UID MOVE")
    case "UID EXPUNGE": try expunge(arguments)
    default: return "BAD not understood: \(command.text)"
    }
    return "OK done"
  }

  // MARK: Folders

  private func select(_ arguments: [String]) throws -> String {
    guard let name = arguments.first, let messages = mailbox.state.withLock({ $0.folders[name] })
    else { return "NO [NONEXISTENT] no such folder" }
    folder = name
    told = messages.count
    let (uidValidity, saysNext, next) = mailbox.state.withLock {
      ($0.uidValidity, $0.saysUIDNext, $0.uidNext ?? $0.nextUID(of: name))
    }
    try connection.line("* FLAGS (\\Seen \\Deleted)")
    try connection.line("* \(messages.count) EXISTS")
    try connection.line("* OK [UIDVALIDITY \(uidValidity)] valid")
    if saysNext { try connection.line("* OK [UIDNEXT \(next)] next") }
    return "OK [READ-WRITE] selected"
  }

  private func status(_ arguments: [String]) throws -> String {
    let numbers = mailbox.state.withLock { state -> (UInt32, UInt32)? in
      guard let name = arguments.first, state.folders[name] != nil else { return nil }
      return (state.uidValidity, state.nextUID(of: name))
    }
    guard let (uidValidity, next) = numbers else { return "NO [NONEXISTENT] no such folder" }
    try connection.line(
      "* STATUS \"\(arguments[0])\" (UIDVALIDITY \(uidValidity) UIDNEXT \(next))")
    return "OK done"
  }

  private func list(_ arguments: [String]) throws {
    let pattern = arguments.last ?? ""
    if pattern.isEmpty { return try connection.line("* LIST (\\Noselect) \".\" \"\"") }
    if mailbox.folders.contains(pattern) {
      try connection.line("* LIST (\\HasNoChildren) \".\" \"\(pattern)\"")
    }
  }

  private func create(_ arguments: [String]) -> String {
    guard let name = arguments.first else { return "BAD no name" }
    return mailbox.state.withLock { state in
      guard name.hasPrefix(state.prefix) else { return "NO must begin with \(state.prefix)" }
      guard state.folders[name] == nil else { return "NO [ALREADYEXISTS] it exists" }
      state.folders[name] = []
      return "OK created"
    }
  }

  // MARK: Waiting

  private func idle() throws {
    try connection.line("+ idling")
    while !connection.hasInput(within: 5) { try tellArrivals() }
    guard try connection.readLine() == "DONE" else { throw TestKitError("IDLE without DONE") }
  }

  private func tellArrivals() throws {
    guard let folder else { return }
    let count = mailbox.messages(in: folder).count
    if count > told { try connection.line("* \(count) EXISTS") }
    told = max(told, count)
  }

  // MARK: Messages

  private func chosen(_ set: String) -> [(number: Int, message: FakeMailbox.Message)] {
    guard let folder else { return [] }
    let messages = mailbox.messages(in: folder)
    let last = messages.last?.uid ?? 0
    let ranges = set.split(separator: ",").map { part in
      let ends = part.split(separator: ":").map { $0 == "*" ? last : UInt32($0) ?? 0 }
      return min(ends[0], ends[ends.count - 1])...max(ends[0], ends[ends.count - 1])
    }
    let single = Set(ranges.filter { $0.count == 1 }.map(\.lowerBound))
    let wide = ranges.filter { $0.count > 1 }
    return messages.enumerated().filter { item in
      let uid = item.element.uid
      return single.contains(uid) || wide.contains { $0.contains(uid) }
    }.map { ($0.offset + 1, $0.element) }
  }

  private func fetch(_ arguments: [String]) throws -> String {
    guard arguments.count > 1 else { return "BAD nothing asked for" }
    let items = arguments[1...].joined(separator: " ").uppercased()
    if items.contains("BODY.PEEK[]") {
      let limit = items.split(separator: "<0.").last.flatMap { Int($0.prefix { $0.isNumber }) }
      for (number, message) in chosen(arguments[0]) {
        let writer = FakeBodyWriter(connection: connection, number: number, message: message)
        if let refusal = try writer.write(limit: items.contains("<0.") ? limit : nil) {
          return refusal
        }
      }
      return "OK fetched"
    }
    var lines = ""
    for (number, message) in chosen(arguments[0]) {
      if case .listedAs(let line) = message.fault {
        lines += line + "\r\n"
        continue
      }
      let size = items.contains("SIZE") ? " RFC822.SIZE \(message.listedSize ?? message.size)" : ""
      let date = items.contains("DATE") ? " INTERNALDATE \(message.dateValue)" : ""
      lines += "* \(number) FETCH (UID \(message.uid)\(size)\(date))\r\n"
    }
    try connection.send(lines)
    let isList = arguments[0].hasSuffix("*")
    if mailbox.state.withLock({ isList ? $0.listsWithoutEnd : $0.tellsWithoutEnd }) {
      try listWithoutEnd()
    }
    return "OK fetched"
  }

  /// More and more messages, until the client has enough.
  private func listWithoutEnd() throws {
    for start in stride(from: UInt32(1_000), to: .max - 1_000, by: 1_000) {
      try connection.send(
        (start..<start + 1_000).map { "* \($0) FETCH (UID \($0) RFC822.SIZE 9)\r\n" }.joined())
    }
  }

  private func store(_ arguments: [String]) -> String {
    guard arguments.count > 2, let folder else { return "BAD nothing to store" }
    if mailbox.state.withLock({ $0.refusesStore }) { return "NO [INUSE] not now" }
    let flag = arguments[2].filter { !"()".contains($0) }
    let uids = Set(chosen(arguments[0]).map(\.message.uid))
    mailbox.state.withLock { state in
      var messages = state.folders[folder] ?? []
      state.folders[folder] = nil
      for index in messages.indices where uids.contains(messages[index].uid) {
        messages[index].flags.insert(flag)
      }
      state.folders[folder] = messages
    }
    return "OK stored"
  }

  private func copy(_ arguments: [String], removing: Bool) throws -> String {
    guard arguments.count > 1 else { return "BAD no folder" }
    let target = arguments[1]
    let moved = chosen(arguments[0])
    if moved.contains(where: { $0.message.fault == .stuck }) { return "NO [CANNOT] it is stuck" }
    if moved.isEmpty, mailbox.state.withLock({ $0.refusesGone }) { return "NO no such message" }
    let made = mailbox.state.withLock { state -> String? in
      guard state.folders[target] != nil else { return nil }
      let first = state.nextUID(of: target)
      for (_, message) in moved { state.append(message, to: target) }
      guard !moved.isEmpty, state.capabilities.contains("UIDPLUS") else { return "" }
      let sources = moved.map { String($0.message.uid) }.joined(separator: ",")
      let last = state.nextUID(of: target) - 1
      return "[COPYUID \(state.uidValidity) \(sources) \(first):\(last)] "
    }
    guard let made else { return "NO [TRYCREATE] no such folder" }
    if removing { try remove(moved.map(\.message.uid)) }
    return "OK \(made)done"
  }

  private func expunge(_ arguments: [String]) throws {
    let deleted = chosen(arguments[0]).filter { $0.message.flags.contains("\\Deleted") }
    try remove(deleted.map(\.message.uid))
  }

  private func remove(_ uids: [UInt32]) throws {
    guard let folder else { return }
    for uid in uids {
      let number = mailbox.state.withLock { state -> Int? in
        let tag = state.folders[folder]?.first { $0.uid == uid }?.tag
        if let tag { state.taken.append(tag) }
        return state.remove(uid: uid, from: folder)
      }
      guard let number else { continue }
      told -= 1
      try connection.line("* \(number) EXPUNGE")
    }
  }

  /// The words of a command's arguments, quoted ones without their quotes.
  private static func arguments(_ text: String) -> [String] {
    var words: [String] = []
    var rest = text[...]
    while let first = rest.first {
      if first == " " {
        rest.removeFirst()
      } else if first == "\"" {
        rest.removeFirst()
        var word = ""
        while let character = rest.popFirst(), character != "\"" {
          word.append(character == "\\" ? rest.popFirst() ?? character : character)
        }
        words.append(word)
      } else {
        let word = rest.prefix { $0 != " " }
        words.append(String(word))
        rest = rest.dropFirst(word.count)
      }
    }
    return words
  }
}
