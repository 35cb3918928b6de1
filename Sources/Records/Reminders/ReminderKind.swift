/// The day of a reminder: before the task's date, or on that day.
package enum ReminderKind: String, Sendable, Hashable, CaseIterable {
  case before
  case onDay
}
