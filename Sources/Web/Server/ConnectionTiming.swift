import NIOCore

/// The time that a connection has left, from what came and went on it.
struct ConnectionTiming {
  private enum Reading {
    /// No byte of the next request is here.
    case waiting(since: NIODeadline)
    case head(since: NIODeadline)
    /// The pace counts from `start` on; a time in which we didn't read moves it.
    case body(start: NIODeadline, bytes: Int, pausedSince: NIODeadline?)
  }

  private let limits: ServerLimits
  private var reading: Reading
  /// Requests that came and are not answered.
  private var owed = 0
  private var unwritableSince: NIODeadline?
  /// The last answer ended while its request was still coming, or was the connection's last.
  private var drainingSince: NIODeadline?
  private var isClosing = false

  init(_ limits: ServerLimits, at now: NIODeadline) {
    self.limits = limits
    reading = .waiting(since: now)
  }

  /// The moment at which the connection ends; nil while nothing is awaited of the client.
  var deadline: NIODeadline? {
    var moments: [NIODeadline] = []
    switch reading {
    case .waiting(let since): if owed == 0 { moments.append(since + TimeAmount(limits.idle)) }
    case .head(let since): moments.append(since + TimeAmount(limits.head))
    case .body(let start, let bytes, nil):
      let earned = Duration.seconds(Double(bytes) / Double(limits.bodyPace))
      moments.append(start + TimeAmount(limits.bodyGrace + earned))
    case .body: break
    }
    if let unwritableSince { moments.append(unwritableSince + TimeAmount(limits.write)) }
    if let drainingSince { moments.append(drainingSince + TimeAmount(limits.drain)) }
    return moments.min()
  }

  /// Bytes came, but not yet all of a head.
  mutating func bytesCame(at now: NIODeadline) {
    if case .waiting = reading { reading = .head(since: now) }
  }

  mutating func headCame(at now: NIODeadline) {
    owed += 1
    reading = .body(start: now, bytes: 0, pausedSince: nil)
  }

  mutating func bodyCame(_ count: Int) {
    guard case .body(let start, let bytes, let pause) = reading else { return }
    reading = .body(start: start, bytes: bytes + count, pausedSince: pause)
  }

  mutating func requestEnded(at now: NIODeadline) {
    reading = .waiting(since: now)
    if !isClosing { drainingSince = nil }
  }

  /// We have read what there was, and haven't asked for more.
  mutating func readingPaused(at now: NIODeadline) {
    guard case .body(let start, let bytes, nil) = reading else { return }
    reading = .body(start: start, bytes: bytes, pausedSince: now)
  }

  mutating func readingWanted(at now: NIODeadline) {
    guard case .body(let start, let bytes, let pause?) = reading else { return }
    reading = .body(start: start + (now - pause), bytes: bytes, pausedSince: nil)
  }

  /// `isLast`: the connection ends with that answer.
  mutating func answerEnded(isLast: Bool, at now: NIODeadline) {
    owed = max(0, owed - 1)
    isClosing = isClosing || isLast
    switch reading {
    case .waiting:
      if owed == 0 { reading = .waiting(since: now) }
      if isLast { drainingSince = now }
    case .head: if isLast { drainingSince = now }
    // The request that comes is the one that was answered.
    case .body: if owed == 0 || isLast { drainingSince = now }
    }
  }

  mutating func writability(isWritable: Bool, at now: NIODeadline) {
    unwritableSince = isWritable ? nil : unwritableSince ?? now
  }
}
