import Foundation

/// The state of the sending of reminders.
package struct RemindingState: Sendable, Hashable {
  /// Reminders whose time came and that nobody has tried to send.
  package let overdue: Int
  /// The moment of the earliest of them.
  package let overdueSince: Date?
  /// Notices that were refused for good within the time asked for.
  package let failedNotices: Int
  /// The server's reply to the last of them; nil where there was none.
  package let lastRefusal: String?
  /// The trouble that keeps every reminder from being sent, and its beginning.
  package let trouble: String?
  package let troubleSince: Date?
}
