import Foundation

/// How the sending of reminders goes.
package struct RemindingState: Sendable, Hashable {
  /// Reminders whose time came and that nobody has tried to send.
  package let overdue: Int
  /// The moment of the earliest of them.
  package let overdueSince: Date?
  /// Notices that were refused for good within the time asked for.
  package let failedNotices: Int
  /// What the server said to the last of them, where it said anything.
  package let lastRefusal: String?
  /// What keeps every reminder from being sent, and since when.
  package let trouble: String?
  package let troubleSince: Date?
}
