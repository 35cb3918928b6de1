extension IMAPSession {
  /// Waits until messages arrive in the selected folder, or `poll` has passed. With `idle`, and
  /// where the server offers IDLE (RFC 2177), arrivals are noticed at once; else at the end, by
  /// NOOP. A dead link is noticed within `poll` and the timeout: either way ends with a round trip.
  package func awaitNews(idle: Bool, poll: Duration) async throws(IMAPError) -> News {
    try await run { () throws(IMAPError) in
      do throws(IMAPError) {
        try watch(idle: idle, until: ContinuousClock.now + poll)
      } catch {
        // The session stays for the logout.
        guard case .cancelled = error.kind else { throw error }
        return .cancelled
      }
      defer { hasNews = false }
      return hasNews ? .changed : .quiet
    }
  }

  private func watch(idle: Bool, until end: ContinuousClock.Instant) throws(IMAPError) {
    _ = try openDialogue()
    while !hasNews {
      let pause = min(end, ContinuousClock.now + renewal)
      if !idle || refusesIdle || !offers("IDLE") {
        try listen(until: pause)
        try roundTrip()
      } else if try !self.idle(until: pause) {
        refusesIdle = true
        continue
      }
      if ContinuousClock.now >= end { return }
    }
  }

  /// Reads what the server says of its own accord. Returns the reply to the IDLE with that tag when
  /// the server ends it by itself.
  @discardableResult
  private func listen(
    until end: ContinuousClock.Instant, idle: String? = nil
  ) throws(IMAPError) -> StatusResponse? {
    let dialogue = try openDialogue()
    while !hasNews, let event = try dialogue.next(until: end) {
      switch event {
      case .tagged(idle, let reply): return reply
      case .tagged, .continuation:
        throw failure(.protocolViolation, "a reply to a command that was not given")
      default: try observe(event)
      }
    }
    return nil
  }

  private func roundTrip() throws(IMAPError) {
    let reply = try command("NOOP")
    guard reply.kind == .ok else { throw refusal(of: "NOOP", reply) }
  }

  /// One IDLE; false when the server refuses it.
  private func idle(until end: ContinuousClock.Instant) throws(IMAPError) -> Bool {
    let dialogue = try openDialogue()
    let tag = Self.makeTag()
    try dialogue.send("\(tag) IDLE\r\n")
    idling = .asked(tag)
    guard try awaitContinuation(tag, dialogue) else {
      idling = nil
      return false
    }
    idling = .granted(tag)
    let early = try listen(until: end, idle: tag)
    if early == nil { try dialogue.send("DONE\r\n") }
    idling = nil
    let reply = if let early { early } else { try reply(to: tag) { _ in } }
    guard reply.kind == .ok else { throw refusal(of: "IDLE", reply) }
    // A server that ends every IDLE at once is not asked for the next one without end.
    if early != nil { try listen(until: min(end, ContinuousClock.now + Self.idleRest)) }
    return true
  }

  private func awaitContinuation(_ tag: String, _ dialogue: IMAPDialogue) throws(IMAPError) -> Bool
  {
    while true {
      let event = try dialogue.next()
      switch event {
      case .continuation: return true
      case .tagged(tag, let reply):
        if let disturbance = disturbance(reply) { throw disturbance }
        return false
      case .tagged: throw failure(.protocolViolation, "a reply to a command that was not given")
      default: try observe(event)
      }
    }
  }
}
