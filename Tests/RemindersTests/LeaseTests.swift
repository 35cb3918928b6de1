import Foundation
import Testing

@testable import Reminders

/// A worker's lease, by the clock on the wall and by one that nobody sets.
@Suite struct LeaseTests {
  private let now = Date(timeIntervalSince1970: 1_795_586_400)
  private let instant = ContinuousClock.now

  @Test(arguments: [
    (1_799.0, 1_799, true), (0, 0, true), (1_800, 1_799, false), (1_799, 1_800, false),
    // A clock that was put back doesn't hide a sleep.
    (-86_400, 1_801, false), (15_552_000, 1, false),
  ])
  func `a lease ends by either clock`(wall: Double, slept: Int64, holds: Bool) {
    let lease = Lease(now: now, instant)
    #expect(lease.holds(now: now + wall, instant + .seconds(slept)) == holds)
  }

  @Test(arguments: [
    (30.0, 30, nil as String?), (89, 30, nil), (91, 30, "set forward by 1 min"),
    (-7_200, 30, "set back by 2 h"), (15_552_030, 30, "set forward by 180 days"),
    // The machine slept.
    (86_400, 86_400, nil),
  ])
  func `a clock that was set is told of`(wall: Double, passed: Int64, said: String?) {
    let look = ClockLook(wall: now, instant: instant)
    let change = look.change(
      at: ClockLook(wall: now + wall, instant: instant + .seconds(passed)))
    #expect((change == nil) == (said == nil))
    if let said { #expect(change?.contains(said) == true, "\(change ?? "")") }
  }

  @Test(arguments: [
    (0.0, nil as String?), (-59, nil), (86_400, nil), (-61, "1 min before a worker's last look"),
    (-15_552_000, "180 days before a worker's last look"),
    (15_552_000, "180 days after a worker's last look: if nothing was down, it is wrong"),
  ])
  func `a clock that is far from the last worker's look is told of`(wall: Double, said: String?) {
    let change = ClockLook.change(since: now, now: now + wall)
    #expect((change == nil) == (said == nil))
    if let said { #expect(change?.contains(said) == true, "\(change ?? "")") }
  }
}
