extension IMAPSession {
  /// Says goodbye, waits a few seconds at most for the answer, and closes. Never fails: nothing
  /// depends on it.
  package func logout() async {
    defer { wire = nil }
    // In the middle of a reply there is nothing to say.
    guard let wire, outstanding.isEmpty else { return }
    wire.heedsWake = false
    wire.timeout = min(wire.timeout, Self.logoutPatience)
    let end = ContinuousClock.now + wire.timeout
    let tag = Self.makeTag()
    do throws(IMAPError) {
      if idleTag != nil { try wire.send("DONE\r\n") }
      try wire.send("\(tag) LOGOUT\r\n")
      while let event = try wire.next(until: end) {
        if case .tagged(tag, _) = event { return }
      }
    } catch {
      // The connection is closed either way.
    }
  }
}
