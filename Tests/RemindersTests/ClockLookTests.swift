import Foundation
import Testing

@testable import Reminders

/// A worker's words about the clock on the wall.
@Suite struct ClockLookTests {
  private static let wall = Date(timeIntervalSince1970: 1_795_586_400)
  private static let instant = ContinuousClock.now

  /// Ten minutes later, while the clock on the wall went on by `seconds`.
  private func change(_ seconds: TimeInterval) -> String? {
    ClockLook(wall: Self.wall, instant: Self.instant).change(
      at: ClockLook(
        wall: Self.wall.addingTimeInterval(seconds), instant: Self.instant + .seconds(600)))
  }

  @Test(arguments: [600, 541, 659] as [TimeInterval])
  func `a clock that goes on as time does, or is disciplined, is not told of`(
    seconds: TimeInterval
  ) {
    #expect(change(seconds) == nil)
  }

  @Test(
    arguments: [
      (600 + 3_600, "forward by 60 min, to 2026-11-25T07:10:00Z"),
      (600 - 3_600, "back by 60 min, to 2026-11-25T05:10:00Z"),
      (600 + 7_200, "forward by 2 h, to 2026-11-25T08:10:00Z"),
      (600 - 86_400 * 3, "back by 3 days, to 2026-11-22T06:10:00Z"),
    ] as [(TimeInterval, String)])
  func `a clock that was set is told of, with how far`(seconds: TimeInterval, words: String) {
    #expect(change(seconds) == "the clock was set \(words)")
  }

  @Test(
    arguments: [
      (0, nil), (-59, nil), (86_400 * 2, nil),
      (-120, "2026-11-25T05:58:00Z, 2 min before a worker's last look: it was, or is, wrong"),
      (
        86_400 * 3,
        "2026-11-28T06:00:00Z, 3 days after a worker's last look: if nothing was down, it is wrong"
      ),
    ] as [(TimeInterval, String?)])
  func `another worker's last look tells of a clock that was far off`(
    seconds: TimeInterval, words: String?
  ) {
    let now = Self.wall.addingTimeInterval(seconds)
    #expect(ClockLook.change(since: Self.wall, now: now) == words.map { "the clock shows \($0)" })
  }
}
