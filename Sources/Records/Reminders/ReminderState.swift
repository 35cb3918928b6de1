/// The state of a reminder.
package enum ReminderState: String, Sendable, Hashable, CaseIterable {
  /// Waits for its moment, or for its notice to be sent.
  case planned
  /// Being handed over; after a crash: perhaps accepted.
  case sending
  /// Refused for now.
  case retrying
  case sent
  /// Refused for good, or for too long.
  case failed
  /// Its task has ended, was moved or given to another, or its person was removed.
  case cancelled
  /// Said by a later reminder of its task, after down time.
  case merged
  /// Never tried until a week after the task's date.
  case missed
}
