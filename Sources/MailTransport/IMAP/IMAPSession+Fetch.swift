extension IMAPSession {
  /// The number of commands that the server has at a time: one to answer, and the next, so that the
  /// server never waits for us.
  private static let mostOnWire = 2

  /// Asks for whole messages, or with `limit` for their first bytes, and does not wait: several
  /// requests may be under way. The bodies go into the sink, some of them perhaps before an earlier
  /// request is received. \Seen stays as it is.
  package func request(
    _ uids: [UID], limit: Int64? = nil, into sink: some MessageSink
  ) async throws(IMAPError) -> FetchTicket {
    try await run { () throws(IMAPError) in
      let body = limit.map { "BODY.PEEK[]<0.\(max(1, $0))>" } ?? "BODY.PEEK[]"
      // Only a command for one message tells whose body comes before its UID.
      let parts =
        bodiesPrecedeUIDs ? uids.flatMap { UIDSet.parts([$0]) } : UIDSet.parts(uids)
      let commands = parts.map {
        FetchCommand($0.uids, text: $0.text, body: body, into: sink)
      }
      outstanding += commands
      try sendCommands()
      return FetchTicket(tags: commands.map(\.tag), uids: parts.flatMap(\.uids))
    }
  }

  /// Reads the replies to a request to their end. Tickets are received in the order of their
  /// requests. A lost connection throws, never looks like an answer; what the sink has seen to its
  /// end stays delivered.
  package func receive(_ ticket: FetchTicket) async throws(IMAPError) -> FetchOutcome {
    try await run { () throws(IMAPError) in
      var outcome = FetchOutcome()
      for tag in ticket.tags {
        guard let command = outstanding.first, command.tag == tag else {
          // Nothing is outstanding after a failure.
          _ = try openDialogue()
          preconditionFailure("tickets are received in their order")
        }
        let reply = try reply(to: command)
        outstanding.removeFirst()
        outcome.add(command.outcome)
        if let disturbance = disturbance(reply) { throw disturbance }
        if reply.kind != .ok { outcome.refusal = outcome.refusal ?? quotable(reply) }
        if reply.refusesForNow { outcome.refusesForNow = true }
        if reply.code == "LIMIT" { outcome.hitsLimit = true }
      }
      return outcome
    }
  }

  private func sendCommands() throws(IMAPError) {
    let dialogue = try openDialogue()
    // A body without a UID before it is told by being the only one asked for.
    let most = bodiesPrecedeUIDs ? 1 : Self.mostOnWire
    while outstanding.count(where: \.isOnWire) < most,
      let next = outstanding.first(where: { !$0.isSent })
    {
      next.isSent = true
      try dialogue.send(next.line)
    }
  }

  private func quotable(_ reply: StatusResponse) -> String {
    endpoint.credential.secret.removed(from: reply.words)
  }

  /// Reads until that command is answered. A server may be done with another first.
  private func reply(to command: FetchCommand) throws(IMAPError) -> StatusResponse {
    var reading = BodyReading()
    defer { if reading.sawBodyBeforeUID { bodiesPrecedeUIDs = true } }
    do throws(IMAPError) {
      while true {
        if let reply = command.reply { return reply }
        try take(try openDialogue().next(), into: &reading)
      }
    } catch {
      reading.abandon()
      throw error
    }
  }

  private func take(
    _ event: ResponseEvent, into reading: inout BodyReading
  ) throws(IMAPError) {
    switch event {
    case .tagged(let tag, let reply):
      guard let answered = outstanding.first(where: { $0.tag == tag && $0.isOnWire }) else {
        throw failure(.protocolViolation, "a reply to a command that was not given")
      }
      answered.reply = reply
      try sendCommands()
    case .continuation:
      throw failure(.protocolViolation, "a request to continue where nothing is left to send")
    default:
      try observe(event)
      do {
        try reading.take(event, answering: outstanding)
      } catch let violation as ProtocolViolation {
        throw failure(.protocolViolation, violation.message)
      } catch let stop as BodyReading.Stop {
        throw failure(.stoppedBySink, "the body of message \(stop.uid) is too large")
      } catch {
        throw failure(.sink(error), "message \(reading.current) can't be stored (\(error))")
      }
    }
  }
}
