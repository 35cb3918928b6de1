/// A time that can't be.
package enum TimeFault: Sendable, Hashable {
  case unknownZone
  case notReminderDays(most: Int, furthest: Int)
  case notATimeOfDay
  case notAMoment
  case outOfYears(ClosedRange<Int>)
  /// A second of the log has as many entries as it can have.
  case secondIsFull(most: Int)
}
