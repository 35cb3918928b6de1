import Platform

/// Hands mails to one server, one after the other on one connection, which is made when it is
/// needed and used again as long as the server keeps it (RFC 5321). Several sessions run side by
/// side.
///
/// The session blocks a queue of its own. After `interrupt()` or a cancellation only `close()` is
/// left to do.
package actor SMTPSession {
  private nonisolated let executor: QueueExecutor
  private nonisolated let wake = WakeSignal()
  private let sign: LifeSign
  /// Renews what logs in; nil where the endpoint's own is all there is.
  private let access: SMTPAccess?
  private var endpoint: SMTPEndpoint
  private let dialogue: SMTPDialogue
  private var hasConnected = false
  /// Nil before the first mail, after `close()`, and where it ended.
  private var connection: SMTPConnection?

  package nonisolated var unownedExecutor: UnownedSerialExecutor {
    executor.asUnownedSerialExecutor()
  }

  /// Nothing is connected yet. The first connection goes to `endpoint`; each further one asks
  /// `access` who logs in. `sign` hears of every wait for a server, and of all that arrives.
  package init(
    _ endpoint: SMTPEndpoint, renewing access: SMTPAccess? = nil,
    sign: @escaping LifeSign = { _ in }
  ) {
    self.endpoint = endpoint
    self.access = access
    self.sign = sign
    dialogue = SMTPDialogue(endpoint)
    executor = QueueExecutor(label: "smtp \(endpoint.subject)")
  }

  /// Sends one mail to one recipient. The message has 7-bit lines that end in CRLF, of at most 998
  /// bytes (RFC 5321 section 4.5.3.1.6); `sender` gets the bounces. Ends, with the server silent,
  /// after the endpoint's timeout, and about a second after the task's cancellation, or a few where
  /// only the answer to the message is to come. `isWanted` is asked before the envelope and before
  /// the end of the message: where it says no, the mail is not sent, as after an interruption.
  package func send(
    _ message: [UInt8], from sender: String, to recipient: String,
    while isWanted: @escaping @Sendable () -> Bool = { true }
  ) async -> SMTPOutcome {
    await withTaskCancellationHandler {
      do throws(EnvelopeAddress.Refusal) {
        return await deliver(
          try SMTPLetter(message, from: sender, to: recipient, while: isWanted))
      } catch {
        return .permanent(SMTPTrouble(.mail, reason: error.reason))
      }
    } onCancel: {
      wake.raise()
    }
  }

  /// The same, with all that was said, what logs in masked.
  package func sendShowingDialogue(
    _ message: [UInt8], from sender: String, to recipient: String
  ) async -> (outcome: SMTPOutcome, dialogue: [SMTPDialogueLine]) {
    dialogue.keepTranscript()
    let outcome = await send(message, from: sender, to: recipient)
    return (outcome, dialogue.takeTranscript())
  }

  /// Ends the sending that is under way, or the next one, soon. From any thread.
  package nonisolated func interrupt() {
    wake.raise()
  }

  /// Says QUIT, waits a few seconds at most for the answer, and closes. The next mail would connect
  /// anew.
  package func close() async {
    connection?.quit()
    connection = nil
  }

  private func deliver(_ letter: SMTPLetter) async -> SMTPOutcome {
    guard !wake.isRaised else {
      return .temporary(SMTPTrouble(.interruption, reason: "the sending was interrupted"))
    }
    do {
      let wasUsed = connection != nil
      if !wasUsed { try await renewEndpoint() }
      var verdict = attempt(letter)
      if wasUsed, verdict.showsStaleConnection {
        try await renewEndpoint()
        verdict = attempt(letter)
      }
      if verdict.refusesLogin,
        let other = try await access?.endpoint(insteadOf: endpoint, sign: sign)
      {
        endpoint = other
        verdict = attempt(letter)
      }
      return verdict.outcome
    } catch {
      return .temporary(SMTPTrouble(noCredential: error))
    }
  }

  /// A token may have had its time since the last connection was made.
  private func renewEndpoint() async throws {
    defer { hasConnected = true }
    guard hasConnected, let access else { return }
    endpoint = try await access.endpoint(sign)
  }

  /// Connects where need be. A connection that can't be used again is closed.
  private func attempt(_ letter: SMTPLetter) -> SMTPVerdict {
    var ending: SMTPEnding?
    var isAllSent = false
    do throws(SMTPEnding) {
      let connection = try connected()
      defer { isAllSent = connection.isAllSent }
      try deliver(letter, over: connection)
      if connection.isBroken || dialogue.reply?.code == 421 { self.connection = nil }
    } catch {
      connection = nil
      ending = error
    }
    return SMTPVerdict(
      endpoint: endpoint, dialogue: dialogue, isAllSent: isAllSent, ending: ending)
  }

  private func connected() throws(SMTPEnding) -> SMTPConnection {
    if let connection { return connection }
    let made = try SMTPConnection(endpoint, dialogue, wake: wake, sign: sign)
    connection = made
    return made
  }

  private func deliver(
    _ letter: SMTPLetter, over connection: SMTPConnection
  ) throws(SMTPEnding) {
    do throws(LinkTrouble) {
      try connection.deliver(letter)
    } catch {
      throw .link(error)
    }
  }
}
