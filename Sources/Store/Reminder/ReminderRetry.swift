import Foundation
import Records

/// Sends again, on somebody's word, what was refused; inside one write transaction.
struct ReminderRetry {
  let transaction: Transaction
  let company: Company
  let now: Int64

  /// The notice is due now, with all its tasks that are still open. Its tries go on as long as
  /// those of one tried for the first time.
  func retry(_ id: ReminderID) throws {
    let reminder = try Reminder.required(id, of: company.id, in: transaction)
    let row = try transaction.row(
      """
      SELECT notice.id, notice.worker FROM reminder JOIN notice ON notice.id = reminder.notice
      WHERE reminder.id = \(id)
      """)
    guard let row, reminder.state == .failed || reminder.state == .retrying else {
      throw Refusal(of: .record(id), .state(.notFailed(reminder.state)))
    }
    guard !row.has("worker") else {
      throw Refusal(of: .record(id), .state(.beingSent))
    }
    let notice: NoticeID = row["id"]
    if reminder.state == .failed { try reopen(notice, for: id) }
    try transaction.run(
      """
      UPDATE notice
      SET state = 'retrying', dueAt = \(now), giveUpAt = NULL, failedAt = NULL, unanswered = 0,
        waits = \(!company.active)
      WHERE id = \(notice)
      """)
  }

  /// Takes back that a notice failed, as far as its tasks are as they were; false where none is.
  static func reopen(_ notice: NoticeID, in transaction: Transaction) throws -> Bool {
    try transaction.run(
      """
      UPDATE reminder
      SET state = 'retrying'
      WHERE notice = \(notice) AND state = 'failed' AND EXISTS (
        SELECT 1 FROM task JOIN person ON person.id = task.person
        WHERE task.id = reminder.task AND task.state = 'open' AND task.date = reminder.date
          AND task.person = reminder.person AND person.removed = 0)
      """)
    return transaction.changed > 0
  }

  private func reopen(_ notice: NoticeID, for id: ReminderID) throws {
    guard try Self.reopen(notice, in: transaction) else {
      throw Refusal(of: .record(id), .state(.taskChanged))
    }
  }
}
