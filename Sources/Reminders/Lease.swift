import Foundation

/// For how long what a worker has begun is its own: by the clock on the wall, by which other
/// workers go, and by one that nobody sets and that goes on while the machine sleeps.
struct Lease: Sendable {
  /// Longer than any transfer with patient timeouts lasts.
  static let length: TimeInterval = 1_800

  let until: Date
  private let end: ContinuousClock.Instant

  /// `instant` is the other clock's time at `now`.
  init(now: Date, _ instant: ContinuousClock.Instant = .now) {
    until = now.addingTimeInterval(Self.length)
    end = instant + .seconds(Self.length)
  }

  func holds(now: Date, _ instant: ContinuousClock.Instant = .now) -> Bool {
    now < until && instant < end
  }
}
