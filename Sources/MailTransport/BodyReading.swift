import FoundationEssentials

/// Takes the events of the reply to one `UID FETCH` and gives the bodies to a sink: those that were
/// asked for, each once, each under the UID that its own FETCH response names.
struct BodyReading {
  /// The sink has had enough of that message.
  struct Stop: Error {
    let uid: UID
  }

  /// One FETCH response so far.
  private struct Response {
    var uid: UID?
    var receivedAt: Date?
    /// The message that the sink has open.
    var open: UID?
    var isMissing = false
  }

  private(set) var delivered: [UID] = []
  private(set) var withoutBody: [UID] = []
  /// Whether a body came before its UID and had to be passed over.
  private(set) var sawBodyBeforeUID = false

  private var wanted: Set<UID>
  private let sink: any MessageSink
  private var response = Response()

  init(asked: [UID], sink: any MessageSink) {
    wanted = Set(asked)
    only = asked.count == 1 ? asked.first : nil
    self.sink = sink
  }

  /// The only message asked for: a body in the reply can be of no other.
  private let only: UID?

  /// The message being read, for errors.
  var current: String { (response.open ?? response.uid).map { "\($0)" } ?? "without UID" }

  /// Throws `ProtocolViolation`, `Stop`, or what the sink throws.
  mutating func take(_ event: ResponseEvent) throws {
    switch event {
    case .fetchBegan: response = Response()
    case .uid(let uid):
      guard response.uid == nil || response.uid == uid else {
        throw ProtocolViolation("a FETCH response of it names two UIDs")
      }
      response.uid = uid
    case .internalDate(let date): response.receivedAt = date
    case .bodyBegan: try beginBody()
    case .bodyBytes(let bytes):
      guard let uid = response.open else { break }
      if case .enough = try sink.write(bytes) { throw Stop(uid: uid) }
    case .bodyMissing: response.isMissing = true
    case .fetchEnded: try endResponse()
    default: break
    }
  }

  /// The reply broke off.
  mutating func abandon() {
    if let uid = response.open { sink.abandon(uid) }
    response.open = nil
  }

  private mutating func beginBody() throws {
    guard let uid = response.uid ?? only else {
      sawBodyBeforeUID = true
      return
    }
    guard wanted.contains(uid) else { return }
    try sink.begin(uid)
    response.open = uid
  }

  private mutating func endResponse() throws {
    if response.isMissing, let uid = response.uid, wanted.remove(uid) != nil {
      withoutBody.append(uid)
    }
    guard let open = response.open else { return }
    guard response.uid == open else {
      throw ProtocolViolation("a body came without the UID that was asked for")
    }
    response.open = nil
    wanted.remove(open)
    do {
      try sink.end(open, receivedAt: response.receivedAt)
    } catch {
      sink.abandon(open)
      throw error
    }
    delivered.append(open)
  }
}
