/// The time for which somebody waits for a lock of another process, and the listener who hears of
/// the wait.
package struct Patience: Sendable {
  /// Nil: as long as it takes.
  package let limit: Duration?
  /// Between two times that the wait is told of.
  package let interval: Duration
  /// Hears, before each wait, how long it will be at most.
  package let sign: @Sendable (Duration) -> Void
  /// Hears once an interval what is waited for and which process holds it.
  package let tell: @Sendable (String) -> Void
  /// Ends a wait before its time.
  private(set) var wish: StopWish?

  /// The patience of a command, behind which a person or a program waits.
  package static let command = Patience.upTo(.seconds(30))

  package static func upTo(_ limit: Duration) -> Patience {
    Patience(limit: limit, interval: limit, sign: { _ in }, tell: { _ in })
  }

  /// The patience of a daemon.
  package static func endless(
    telling interval: Duration = .seconds(60), sign: @escaping @Sendable (Duration) -> Void,
    tell: @escaping @Sendable (String) -> Void
  ) -> Patience {
    Patience(limit: nil, interval: interval, sign: sign, tell: tell)
  }

  /// The same, but somebody else hears of the waits.
  package func signing(_ sign: @escaping @Sendable (Duration) -> Void) -> Patience {
    Patience(limit: limit, interval: interval, sign: sign, tell: tell)
  }

  /// The same, but a task that is cancelled has less.
  package func ending(with wish: StopWish?) -> Patience {
    var patience = self
    patience.wish = wish
    return patience
  }

  /// Waits, which `wait` does for a given time at most, until that is true; false when the limit
  /// was not enough. `text` says what is waited for.
  package func lasts(_ text: () -> String, _ wait: (Duration) -> Bool) -> Bool {
    var waited = Duration.zero
    while true {
      let slice = limit.map { min(interval, $0 - waited) } ?? interval
      sign(slice)
      if wait(slice) { return true }
      waited += slice
      if let limit, waited >= limit { return false }
      tell(text())
    }
  }
}
