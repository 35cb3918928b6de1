import CCurl

/// Hands mails to one server, one after the other on one connection, which is made when it is
/// needed and used again as long as the server keeps it (RFC 5321). Several sessions run side by
/// side.
///
/// It blocks a queue of its own. After `interrupt()` or a cancellation only `close()` is left to do.
package actor SMTPSession {
  private nonisolated let executor: QueueExecutor
  private nonisolated let wake = WakeSignal()
  private let endpoint: SMTPEndpoint
  private let transfer: SMTPTransfer
  /// Nil before the first mail and after `close()`.
  private var curl: CurlHandle?

  package nonisolated var unownedExecutor: UnownedSerialExecutor {
    executor.asUnownedSerialExecutor()
  }

  /// Nothing is connected yet.
  package init(_ endpoint: SMTPEndpoint) {
    self.endpoint = endpoint
    transfer = SMTPTransfer(endpoint, wake: wake)
    executor = QueueExecutor(label: "smtp \(endpoint.subject)")
  }

  /// Sends one mail to one recipient. The message has 7-bit lines that end in CRLF, of at most 998
  /// bytes (RFC 5321 section 4.5.3.1.6); `sender` gets the bounces. Ends, with the server silent,
  /// after the endpoint's timeout, and about a second after the task's cancellation, or a few where
  /// only the answer to the message is to come.
  package func send(
    _ message: [UInt8], from sender: String, to recipient: String
  ) async -> SMTPOutcome {
    await deliver(message, from: sender, to: recipient, keepsTranscript: false)
  }

  /// The same, with all that was said, what logs in masked.
  package func sendShowingDialogue(
    _ message: [UInt8], from sender: String, to recipient: String
  ) async -> (outcome: SMTPOutcome, dialogue: [SMTPDialogueLine]) {
    let outcome = await deliver(message, from: sender, to: recipient, keepsTranscript: true)
    return (outcome, transfer.dialogue.takeTranscript())
  }

  /// Ends the sending that is under way, or the next one, soon. From any thread.
  package nonisolated func interrupt() {
    wake.raise()
  }

  /// Says QUIT, waits a few seconds at most for the answer, and closes. The next mail would connect
  /// anew.
  package func close() async {
    curl = nil
  }

  private func deliver(
    _ message: [UInt8], from sender: String, to recipient: String, keepsTranscript: Bool
  ) async -> SMTPOutcome {
    await withTaskCancellationHandler {
      do throws(EnvelopeAddress.Refusal) {
        let letter = try Letter(message, from: sender, to: recipient)
        return deliver(letter, keepsTranscript: keepsTranscript)
      } catch {
        return .permanent(SMTPTrouble(.mail, reason: error.reason))
      }
    } onCancel: {
      wake.raise()
    }
  }

  private func deliver(_ letter: Letter, keepsTranscript: Bool) -> SMTPOutcome {
    do throws(CurlFailure) {
      let curl = try handle()
      let outcome = try attempt(letter, on: curl, keepsTranscript: keepsTranscript)
      guard wasStale(curl, outcome) else { return outcome }
      return try attempt(letter, on: curl, keepsTranscript: keepsTranscript)
    } catch {
      return .temporary(SMTPTrouble(.server, reason: error.message))
    }
  }

  private func handle() throws(CurlFailure) -> CurlHandle {
    if let curl { return curl }
    guard let made = CurlHandle() else { throw CurlFailure(message: "libcurl can't be started") }
    try made.prepare(endpoint, transfer)
    curl = made
    return made
  }

  private func attempt(
    _ letter: Letter, on curl: CurlHandle, keepsTranscript: Bool
  ) throws(CurlFailure) -> SMTPOutcome {
    guard !wake.isRaised else {
      return .temporary(SMTPTrouble(.interruption, reason: "the sending was interrupted"))
    }
    let needs = SMTPDialogue.Needs(login: endpoint.login != nil, utf8: letter.needsUTF8)
    transfer.begin(letter.message, needs, keepsTranscript: keepsTranscript)
    // What a server offers shows in its answer to EHLO, so such a rare mail gets a new connection.
    try curl.set(CURLOPT_FRESH_CONNECT, letter.needsUTF8 ? 1 : 0)
    let code = try curl.deliver(
      letter.message.count, from: letter.sender, to: letter.recipient, timeout: endpoint.timeout)
    return SMTPVerdict(
      endpoint: endpoint, code: code, detail: curl.detail, transfer: transfer
    ).outcome
  }

  /// Whether a connection that was used before had ended meanwhile, which shows only when MAIL is
  /// sent: by silence, or by the 421 that the server said before it closed.
  private func wasStale(_ curl: CurlHandle, _ outcome: SMTPOutcome) -> Bool {
    guard case .temporary(let trouble) = outcome, curl.newConnections == 0, !wake.isRaised,
      !transfer.isStalled, transfer.dialogue.stage <= .sender
    else { return false }
    return trouble.reply == nil || trouble.reply?.code == 421
  }
}

/// A mail with its envelope, checked.
private struct Letter {
  let message: [UInt8]
  let sender: EnvelopeAddress
  let recipient: EnvelopeAddress

  init(
    _ message: [UInt8], from sender: String, to recipient: String
  ) throws(EnvelopeAddress.Refusal) {
    if let fault = Self.fault(of: message) {
      throw EnvelopeAddress.Refusal(reason: "the message \(fault)")
    }
    self.message = message
    self.sender = try EnvelopeAddress(sender)
    self.recipient = try EnvelopeAddress(recipient)
  }

  var needsUTF8: Bool { sender.needsUTF8 || recipient.needsUTF8 }

  /// What no server need take, or what one server takes for the message's end and another doesn't.
  private static func fault(of message: [UInt8]) -> String? {
    var lineStart = 0
    var previous: UInt8 = 0
    for (index, byte) in message.enumerated() {
      let isEnd = byte == UInt8(ascii: "\n")
      if isEnd != (previous == UInt8(ascii: "\r")) { return "has a line that doesn't end in CRLF" }
      if byte == 0 || byte >= 0x80 { return "is not all 7-bit text" }
      if isEnd {
        if index - 1 - lineStart > 998 { return "has a line of more than 998 bytes" }
        lineStart = index + 1
      }
      previous = byte
    }
    return previous == UInt8(ascii: "\n") ? nil : "has a last line that doesn't end in CRLF"
  }
}
