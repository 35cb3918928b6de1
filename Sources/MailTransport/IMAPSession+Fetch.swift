extension IMAPSession {
  /// Asks for whole messages, or with `limit` for their first bytes, and does not wait: several
  /// requests may be under way. \Seen stays as it is.
  ///
  /// Each command is sent once the one before it was answered, and before what that brought is
  /// worked on. A server that has two at a time may send the bodies of the second before it
  /// answers the first (RFC 3501 section 5.5; Dovecot does under load), and which request a body
  /// belongs to would no longer be told by the order.
  package func request(_ uids: [UID], limit: Int64? = nil) async throws(IMAPError) -> FetchTicket {
    try await run { () throws(IMAPError) in
      let wire = try openWire()
      let body = limit.map { "BODY.PEEK[]<0.\(max(1, $0))>" } ?? "BODY.PEEK[]"
      // Where a body comes before its UID, only a command for one message tells whose it is.
      let parts =
        bodiesPrecedeUIDs ? uids.flatMap { UIDSet.parts([$0]) } : UIDSet.parts(uids)
      var commands: [FetchTicket.Command] = []
      for part in parts {
        let tag = Self.makeTag()
        let command = FetchTicket.Command(
          tag: tag, line: "\(tag) UID FETCH \(part.text) (UID INTERNALDATE \(body))\r\n",
          uids: part.uids)
        if outstanding.isEmpty { try wire.send(command.line) }
        outstanding.append(command)
        commands.append(command)
      }
      return FetchTicket(commands: commands)
    }
  }

  /// Reads the replies to a request, the bodies into the sink. Tickets are received in the order
  /// of their requests. A lost connection throws, never looks like an answer; what the sink has
  /// seen to its end stays delivered.
  package func receive(
    _ ticket: FetchTicket, into sink: some MessageSink
  ) async throws(IMAPError) -> FetchOutcome {
    try await run { () throws(IMAPError) in
      var outcome = FetchOutcome()
      for command in ticket.commands {
        _ = try openWire()
        precondition(outstanding.first?.tag == command.tag, "tickets are received in their order")
        let reply = try receive(command, into: sink, &outcome)
        outstanding.removeFirst()
        if let disturbance = disturbance(reply) { throw disturbance }
        if let next = outstanding.first { try openWire().send(next.line) }
        if reply.kind != .ok { outcome.refusal = outcome.refusal ?? quotable(reply) }
      }
      return outcome
    }
  }

  private func quotable(_ reply: StatusResponse) -> String {
    endpoint.secret.removed(from: reply.words)
  }

  private func receive(
    _ command: FetchTicket.Command, into sink: some MessageSink, _ outcome: inout FetchOutcome
  ) throws(IMAPError) -> StatusResponse {
    var reading = BodyReading(asked: command.uids, sink: sink)
    do throws(IMAPError) {
      let reply = try reply(to: command.tag) { (event) throws(IMAPError) in
        do {
          try reading.take(event)
        } catch let violation as ProtocolViolation {
          throw failure(.protocolViolation, violation.message)
        } catch let stop as BodyReading.Stop {
          throw failure(.stoppedBySink, "the body of message \(stop.uid) is too large")
        } catch {
          throw failure(.sink(error), "message \(reading.current) can't be stored (\(error))")
        }
      }
      finish(reading, &outcome)
      return reply
    } catch {
      reading.abandon()
      finish(reading, &outcome)
      throw error
    }
  }

  private func finish(_ reading: BodyReading, _ outcome: inout FetchOutcome) {
    outcome.delivered += reading.delivered
    outcome.withoutBody += reading.withoutBody
    if reading.sawBodyBeforeUID { bodiesPrecedeUIDs = true }
  }
}
