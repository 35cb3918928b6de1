import Synchronization

/// The report of one part of a daemon: the part's doing, for people, and its signs of life, for the
/// watchdog.
package final class PartReport: Sendable {
  /// Longer waits are taken for this one.
  private static let longestWait = Duration.seconds(366 * 86_400)

  let name: String
  private let allowance: Duration
  private let say: @Sendable (String) async -> Void
  private let begin = SuspendingClock.now
  /// The time of the next sign at the latest: milliseconds since `begin`, on the clock that
  /// poll(2) goes by, which stands still while the machine sleeps.
  private let due = Atomic<Int64>(0)

  /// `allowance` is how long the part may work between two signs. `say` is given what it does.
  init(_ name: String, allowance: Duration, say: @escaping @Sendable (String) async -> Void) {
    self.name = name
    self.allowance = allowance
    self.say = say
    sign()
  }

  /// A sign of life: a wait of at most so long begins, for a server or for a time to come. Never
  /// blocks; may be called from any thread, and as often as one likes.
  package func sign(waiting wait: Duration = .zero) {
    due.store(dueAfter(wait), ordering: .relaxed)
  }

  /// The same from one of several who wait side by side in the part: the longest wait counts, until
  /// the part itself gives a sign.
  package func signBesideOthers(waiting wait: Duration) {
    due.max(dueAfter(wait), ordering: .relaxed)
  }

  /// Tells the part's doing from now on, in a few words.
  package func doing(_ text: String) async {
    await say(text)
  }

  /// The part is over: no more signs are due.
  func end() {
    due.store(.max, ordering: .relaxed)
  }

  /// True where the sign that was due is missing.
  func isLate(at now: SuspendingClock.Instant) -> Bool {
    Self.milliseconds(begin.duration(to: now)) > due.load(ordering: .relaxed)
  }

  private func dueAfter(_ wait: Duration) -> Int64 {
    let wait = min(max(wait, .zero), Self.longestWait)
    return Self.milliseconds(begin.duration(to: .now) + wait + allowance)
  }

  private static func milliseconds(_ duration: Duration) -> Int64 {
    duration.components.seconds * 1_000 + duration.components.attoseconds / 1_000_000_000_000_000
  }
}
