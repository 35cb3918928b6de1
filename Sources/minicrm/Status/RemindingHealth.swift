import Foundation
import Records
import Store

/// How reminders are sent.
struct RemindingHealth: Sendable {
  /// A reminder is overdue when so long after its moment nobody has tried to send it, in seconds.
  static let patience: TimeInterval = 300
  /// How long a refusal for good is worth a look, in seconds.
  static let memory: TimeInterval = 86_400

  let totals: [ReminderState: Int]
  let state: RemindingState
  /// Whether a worker runs.
  let isAtWork: Bool

  var problems: [Problem] {
    [trouble ?? overdue, failures].compactMap(\.self)
  }

  /// The server takes nobody's mail, or the store can't be written.
  private var trouble: Problem? {
    guard let trouble = state.trouble else { return nil }
    let since = state.troubleSince.map { " since \($0.formatted(.iso8601))" } ?? ""
    return Problem(
      subject: "reminders", text: "nothing can be sent\(since): \(trouble)",
      advice: "minicrm doctor tries the whole way")
  }

  private var overdue: Problem? {
    guard state.overdue > 0, let since = state.overdueSince else { return nil }
    return Problem(
      subject: "reminders",
      text: "\(state.overdue) overdue, the first since \(since.formatted(.iso8601))",
      advice: isAtWork
        ? "minicrm remind runs and may be catching up; if the number stays, see journalctl -u "
          + "minicrm-remind"
        : "nobody sends them: start minicrm remind (systemctl start minicrm-remind)")
  }

  private var failures: Problem? {
    guard state.failedNotices > 0 else { return nil }
    let reply = state.lastRefusal.map { ", the last with “\($0)”" } ?? ""
    return Problem(
      subject: "reminders",
      text: "\(state.failedNotices) mails were refused for good within a day\(reply)",
      advice: "minicrm reminder list --state failed shows them; correct the address and "
        + "minicrm reminder retry ID")
  }
}
