import FoundationEssentials

/// Takes the events of the replies to `UID FETCH` commands and gives the bodies to the sinks of
/// those who asked: each once, each under the UID that its own FETCH response names. Which command
/// a response answers, the order does not tell (RFC 3501 section 5.5).
struct BodyReading {
  /// The sink has had enough of that message.
  struct Stop: Error {
    let uid: UID
  }

  /// One FETCH response so far.
  private struct Response {
    var uid: UID?
    var receivedAt: Date?
    /// The message that a sink has open, and who asked for it.
    var open: (uid: UID, command: FetchCommand)?
    var isMissing = false
  }

  /// A body came before its UID and had to be passed over.
  private(set) var sawBodyBeforeUID = false
  private var response = Response()

  /// The message being read, for errors.
  var current: String { (response.open?.uid ?? response.uid).map { "\($0)" } ?? "without UID" }

  /// `commands` are those under way. Throws `ProtocolViolation`, `Stop`, or what a sink throws.
  mutating func take(_ event: ResponseEvent, answering commands: [FetchCommand]) throws {
    switch event {
    case .fetchBegan: response = Response()
    case .uid(let uid):
      guard response.uid == nil || response.uid == uid else {
        throw ProtocolViolation("a FETCH response of it names two UIDs")
      }
      response.uid = uid
    case .internalDate(let date): response.receivedAt = date
    case .bodyBegan: try beginBody(answering: commands)
    case .bodyBytes(let bytes):
      guard let open = response.open else { break }
      if case .enough = try open.command.sink.write(bytes) { throw Stop(uid: open.uid) }
    case .bodyMissing: response.isMissing = true
    case .fetchEnded: try endResponse(answering: commands)
    default: break
    }
  }

  /// The reply broke off.
  mutating func abandon() {
    if let open = response.open { open.command.sink.abandon(open.uid) }
    response.open = nil
  }

  private mutating func beginBody(answering commands: [FetchCommand]) throws {
    let commands = commands.filter(\.isOnWire)
    // A body can be of no other message where one alone was asked for.
    let only = commands.count == 1 && commands[0].uids.count == 1 ? commands[0].uids[0] : nil
    guard let uid = response.uid ?? only else {
      sawBodyBeforeUID = true
      return
    }
    guard let command = commands.first(where: { $0.wanted.contains(uid) }) else { return }
    try command.sink.begin(uid)
    response.open = (uid, command)
  }

  private mutating func endResponse(answering commands: [FetchCommand]) throws {
    if response.isMissing, let uid = response.uid,
      let command = commands.first(where: { $0.isOnWire && $0.wanted.contains(uid) })
    {
      command.wanted.remove(uid)
      command.outcome.withoutBody.append(uid)
    }
    guard let (uid, command) = response.open else { return }
    guard response.uid == uid else {
      throw ProtocolViolation("a body came without the UID that was asked for")
    }
    response.open = nil
    command.wanted.remove(uid)
    do {
      try command.sink.end(uid, receivedAt: response.receivedAt)
    } catch {
      command.sink.abandon(uid)
      throw error
    }
    command.outcome.delivered.append(uid)
  }
}
