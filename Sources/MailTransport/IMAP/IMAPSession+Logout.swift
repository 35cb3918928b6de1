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
      if try isIdling(dialogue, until: end) { try dialogue.send("DONE\r\n") }
      try dialogue.send("\(tag) LOGOUT\r\n")
      while let event = try dialogue.next(until: end) {
        if case .tagged(tag, _) = event { return }
      }
    } catch {
      // The connection is closed either way.
    }
  }

  /// The server is in an IDLE, which DONE ends. One that was asked for and not granted yet is
  /// waited for: in the meantime the server takes neither DONE nor LOGOUT.
  private func isIdling(
    _ dialogue: IMAPDialogue, until end: ContinuousClock.Instant
  ) throws(IMAPError) -> Bool {
    guard case .asked(let tag) = idling else { return idling != nil }
    while let event = try dialogue.next(until: end) {
      switch event {
      case .continuation: return true
      case .tagged(tag, _): return false
      default: continue
      }
    }
    return false
  }
}
