/// When a notice that was refused for now is tried again.
package enum RetrySchedule {
  /// After the first, second and third try; then an hour.
  private static let delays: [Int64] = [60, 300, 900]
  private static let later: Int64 = 3_600
  /// The share of a delay that chance adds or takes at most, so that notices that failed together
  /// don't come back together.
  private static let jitterShare = 0.05

  /// Seconds after the last try. `attempts` counts it; `jitter` is from 0 to 1.
  package static func delay(afterAttempts attempts: Int, jitter: Double) -> Int64 {
    let delay = attempts <= delays.count ? delays[max(attempts, 1) - 1] : later
    let share = min(max(jitter, 0), 1) * jitterShare
    return delay + Int64(Double(delay) * share)
  }

  /// No try after that: the end of the day after the last task's date, but at least a day after
  /// the first try.
  package static func end(lastDate: CivilDate, firstTry: Int64, clock: LocalClock) -> Int64 {
    let dayAfter = lastDate.adding(days: 1) ?? lastDate
    return max(clock.end(of: dayAfter), firstTry + 86_400)
  }
}
