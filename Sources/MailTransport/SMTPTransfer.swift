import CCurl

/// What libcurl's callbacks work on while a mail is handed over: the bytes still to send, the
/// dialogue, and the watch over silence. On the session's queue only.
final class SMTPTransfer {
  /// How long an interrupted sending waits for the answer to a message that is all sent, since that
  /// decides whether the mail has to go again.
  private static let patience = Duration.seconds(5)

  let dialogue: SMTPDialogue
  private let wake: WakeSignal
  private let timeout: Duration
  private var message: [UInt8] = []
  private var given = 0
  /// When something last came or went, and how many bytes had been sent then.
  private var lastActivity = ContinuousClock.now
  private var lastSent: Int64 = 0
  /// Whether it was ended because the server was silent.
  private(set) var isStalled = false
  /// When the interruption was first seen.
  private var interruptedAt: ContinuousClock.Instant?

  init(_ endpoint: SMTPEndpoint, wake: WakeSignal) {
    dialogue = SMTPDialogue(endpoint)
    timeout = endpoint.timeout
    self.wake = wake
  }

  func begin(_ message: [UInt8], _ needs: SMTPDialogue.Needs, keepsTranscript: Bool) {
    self.message = message
    given = 0
    lastSent = 0
    isStalled = false
    lastActivity = .now
    dialogue.begin(needs, keepsTranscript: keepsTranscript)
  }

  /// Whether libcurl has all of the message: the server may have it too.
  var isAllGiven: Bool { dialogue.stage == .message && given == message.count }

  var isInterrupted: Bool { wake.isRaised }

  /// Copies the next bytes of the message; 0 at its end.
  func give(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
    if dialogue.stage != .message { dialogue.sentMessage(of: message.count) }
    let count = min(buffer.count, message.count - given)
    message.withUnsafeBytes { buffer.copyMemory(from: .init(rebasing: $0[given..<given + count])) }
    given += count
    lastActivity = .now
    return count
  }

  func received(_ bytes: UnsafeRawBufferPointer) -> Bool {
    lastActivity = .now
    return dialogue.received(String(decoding: bytes.prefix(4_096), as: UTF8.self))
  }

  func sent(_ bytes: UnsafeRawBufferPointer) {
    lastActivity = .now
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      dialogue.sent(String(decoding: line, as: UTF8.self))
    }
  }

  /// Whether to go on; asked at least about once a second.
  func mayGoOn(sent: Int64) -> Bool {
    guard !wake.isRaised || mayAwaitAnswer() else { return false }
    if sent != lastSent {
      lastSent = sent
      lastActivity = .now
    }
    // Before the first line libcurl's own time limit for connecting holds.
    isStalled = dialogue.stage > .connection && ContinuousClock.now - lastActivity >= timeout
    return !isStalled
  }

  private func mayAwaitAnswer() -> Bool {
    let since = interruptedAt ?? .now
    interruptedAt = since
    return isAllGiven && ContinuousClock.now - since < Self.patience
  }
}
