import Foundation

/// A look at the clock on the wall, and at one that nobody sets: how far the first was moved since.
struct ClockLook: Sendable {
  /// Clocks that are disciplined drift by less.
  private static let tolerance: TimeInterval = 60
  /// A worker that was away for longer may also have been down; whoever reads it knows.
  private static let longestAway: TimeInterval = 2 * 86_400

  let wall: Date
  let instant: ContinuousClock.Instant

  /// The words about a clock that was set between this look and a later one; nil for a clock that
  /// went on as time does.
  func change(at later: ClockLook) -> String? {
    let passed = instant.duration(to: later.instant) / .seconds(1)
    let moved = later.wall.timeIntervalSince(wall) - passed
    guard abs(moved) > Self.tolerance else { return nil }
    return "the clock was set \(moved > 0 ? "forward" : "back") by \(Self.words(moved)), to "
      + later.wall.formatted(.iso8601)
  }

  /// The words about a clock that is far from another worker's look, at `last`; nil for any other.
  static func change(since last: Date, now: Date) -> String? {
    let moved = now.timeIntervalSince(last)
    guard moved < -tolerance || moved > longestAway else { return nil }
    let shown = "\(now.formatted(.iso8601)), \(words(moved))"
    return moved < 0
      ? "the clock shows \(shown) before a worker's last look: it was, or is, wrong"
      : "the clock shows \(shown) after a worker's last look: if nothing was down, it is wrong"
  }

  private static func words(_ seconds: TimeInterval) -> String {
    let seconds = abs(seconds)
    return seconds < 2 * 3_600
      ? "\(Int(seconds / 60)) min"
      : seconds < 2 * 86_400 ? "\(Int(seconds / 3_600)) h" : "\(Int(seconds / 86_400)) days"
  }
}
