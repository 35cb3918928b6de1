/// A time that can't be.
package enum TimeFault: Sendable, Hashable {
  case unknownZone
  case notReminderDays(most: Int, furthest: Int)
  case notATimeOfDay
  /// A rotated address works on for another number of days.
  case notAGrace(most: Int)
  case notARecurrence
  case notADay
  case notAMoment
  case outOfYears(ClosedRange<Int>)
  /// A second of the log has as many entries as it can have.
  case secondIsFull(most: Int)
}
