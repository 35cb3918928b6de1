/// The pauses between tries that fail: each twice the one before, up to a limit, with jitter so
/// that many clients don't return at once.
package struct Backoff: Sendable {
  private let first: Duration
  private let limit: Duration
  private var pause: Duration

  /// `first` is the first pause, `limit` the longest, both before jitter; both positive.
  package init(first: Duration, limit: Duration) {
    precondition(first > .zero && limit >= first, "a backoff grows from first to limit")
    self.first = first
    self.limit = limit
    self.pause = first
  }

  /// The next pause: between a half and the whole of the nominal one. `random` is in 0..<1.
  package mutating func next(random: Double) -> Duration {
    let nominal = pause
    pause = min(limit, pause * 2)
    return nominal / 2 + (nominal / 2) * min(max(random, 0), 1)
  }

  /// Something succeeded: the next pause is the first again.
  package mutating func reset() {
    pause = first
  }
}
