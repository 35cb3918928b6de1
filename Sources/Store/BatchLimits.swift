/// The size of one transaction of a long work: other writers wait a fraction of a second for it.
package struct BatchLimits: Sendable {
  /// Rows at most.
  package var rows = 500
  /// No further row is begun after that; what a commit costs comes on top.
  package var time = Duration.milliseconds(200)

  /// The end of a batch that begins now.
  package var end: ContinuousClock.Instant { .now + time }

  /// The time for which the processor and the disk are left to others after a batch. The write lock
  /// itself goes to other writers in the order in which they came.
  package static func pause(after taken: Duration) -> Duration {
    min(max(taken / 2, .milliseconds(5)), .milliseconds(100))
  }

  /// Leaves the lock to others; who is cancelled goes on at once.
  package static func letOthersWrite(after taken: Duration) async {
    try? await Task.sleep(for: pause(after: taken))
  }

  /// The number of rows that fit, when `count` rows took this long.
  package func rows(after count: Int, in taken: Duration) -> Int {
    guard taken > .zero else { return rows }
    return min(max(Int(Double(count) * (time / taken)), rows / 10, 1), 4 * rows)
  }
}
