extension IMAPSession {
  /// Says goodbye, waits a few seconds at most for the answer, and closes. Never fails: nothing
  /// depends on it.
  package func logout() async {
    defer { dialogue = nil }
    // In the middle of a reply there is nothing to say.
    guard let dialogue, outstanding.isEmpty else { return }
    dialogue.heedsWake = false
    dialogue.timeout = min(dialogue.timeout, Self.logoutPatience)
    let end = ContinuousClock.now + dialogue.timeout
    let tag = Self.makeTag()
    do throws(IMAPError) {
      if idleTag != nil { try dialogue.send("DONE\r\n") }
      try dialogue.send("\(tag) LOGOUT\r\n")
      while let event = try dialogue.next(until: end) {
        if case .tagged(tag, _) = event { return }
      }
    } catch {
      // The connection is closed either way.
    }
  }
}
