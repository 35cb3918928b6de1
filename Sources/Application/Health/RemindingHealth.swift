import Foundation
import Records
import Store

/// The state of the sending of reminders.
package struct RemindingHealth: Sendable {
  /// A reminder is overdue when so long after its moment nobody has tried to send it, in seconds.
  static let patience: TimeInterval = 300
  /// The time that a refusal for good is worth a look, in seconds.
  static let memory: TimeInterval = 86_400

  package let totals: [ReminderState: Int]
  package let state: RemindingState
  /// True where a worker runs.
  package let isAtWork: Bool

  var problems: [Problem] {
    [trouble ?? overdue, failures].compactMap(\.self)
  }

  private var trouble: Problem? {
    state.trouble.map { .sendingTrouble($0, since: state.troubleSince) }
  }

  private var overdue: Problem? {
    guard state.overdue > 0, let since = state.overdueSince else { return nil }
    return .remindersOverdue(count: state.overdue, since: since, isAtWork: isAtWork)
  }

  private var failures: Problem? {
    guard state.failedNotices > 0 else { return nil }
    return .noticesRefused(count: state.failedNotices, lastReply: state.lastRefusal)
  }
}
