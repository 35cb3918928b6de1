extension IMAPSession {
  private static let facts = "(UID RFC822.SIZE INTERNALDATE)"

  /// The selected folder's messages with that UID or a higher one.
  package func list(from first: UID) async throws(IMAPError) -> MessageList {
    try await run { () throws(IMAPError) in
      hasNews = false
      if try isEmpty() { return MessageList() }
      hasNews = false
      var reading = ListReading(from: first, announced: Int(messageCount))
      try list("\(first):*", into: &reading)
      let list = reading.finish()
      if list.endedSession { dialogue = nil }
      return list
    }
  }

  /// The messages among `uids` that the selected folder still holds, with the server's facts on
  /// them. Messages that arrive meanwhile stay news.
  package func facts(of uids: [UID]) async throws(IMAPError) -> MessageList {
    try await run { () throws(IMAPError) in
      guard let first = uids.min(), try !isEmpty() else { return MessageList() }
      var reading = ListReading(from: first, announced: Int(messageCount))
      for part in UIDSet.parts(uids) { try list(part.text, into: &reading) }
      var list = reading.finish()
      if list.endedSession { dialogue = nil }
      let wanted = Set(uids)
      list.messages.removeAll { !wanted.contains($0.uid) }
      return list
    }
  }

  /// Some servers refuse any set of an empty folder.
  private func isEmpty() throws(IMAPError) -> Bool {
    guard messageCount == 0 else { return false }
    let reply = try command("NOOP")
    guard reply.kind == .ok else { throw refusal(of: "NOOP", reply) }
    return messageCount == 0
  }

  private func list(_ set: String, into reading: inout ListReading) throws(IMAPError) {
    let before = reading.unreadable
    reading.begin(unreadable: before)
    let reply = try fetch(Self.facts, of: set, into: &reading)
    guard let reply else { return }
    if let disturbance = disturbance(reply) { throw disturbance }
    if reply.kind == .ok, reading.unreadable == before { return }
    // One broken message can make a server refuse all sizes (Gmail: "Some messages could not be
    // FETCHed"), and what can't be read may be anything but the UID: the UIDs alone then still tell
    // what is there.
    reading.begin(unreadable: before)
    let second = try fetch("(UID)", of: set, into: &reading)
    if let second, second.kind != .ok { throw refusal(of: "the list of messages", second) }
  }

  /// Nil when the list has no end.
  private func fetch(
    _ items: String, of set: String, into reading: inout ListReading
  ) throws(IMAPError) -> StatusResponse? {
    let dialogue = try openDialogue()
    dialogue.passesUnreadable = true
    defer { dialogue.passesUnreadable = false }
    var taken = reading
    defer { reading = taken }
    do throws(IMAPError) {
      return try command("UID FETCH \(set) \(items)") { event throws(IMAPError) in
        taken.take(event)
        if taken.isEndless { throw failure(.protocolViolation, "its list has no end") }
      }
    } catch {
      guard taken.isEndless, taken.isUsable else { throw error }
      return nil
    }
  }
}
