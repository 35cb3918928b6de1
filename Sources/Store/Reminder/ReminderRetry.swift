import Foundation
import GRDB
import Records

/// Sends again, on somebody's word, what was refused; inside one write transaction.
struct ReminderRetry {
  let database: Database
  let company: Company
  let now: Int64

  /// The notice is due now, with all its tasks that are still open. Its tries go on as long as
  /// those of one tried for the first time.
  func retry(_ id: ReminderID) throws {
    let reminder = try Reminder.required(id, of: company.id, in: database)
    let row = try Row.fetchOne(
      database,
      sql: """
        SELECT notice.id, notice.worker FROM reminder JOIN notice ON notice.id = reminder.notice
        WHERE reminder.id = ?
        """, arguments: [id.rawValue])
    guard let row, reminder.state == .failed || reminder.state == .retrying else {
      throw Refusal(of: .record(id), .state(.notFailed(reminder.state)))
    }
    guard (row["worker"] as String?) == nil else {
      throw Refusal(of: .record(id), .state(.beingSent))
    }
    let notice: Int64 = row["id"]
    if reminder.state == .failed { try reopen(notice, for: id) }
    try database.execute(
      sql: """
        UPDATE notice
        SET state = 'retrying', dueAt = ?, giveUpAt = NULL, failedAt = NULL, unanswered = 0,
          waits = ?
        WHERE id = ?
        """, arguments: [now, !company.active, notice])
  }

  /// Takes back that a notice failed, as far as its tasks are as they were; false where none is.
  static func reopen(_ notice: Int64, in database: Database) throws -> Bool {
    try database.execute(
      sql: """
        UPDATE reminder SET state = 'retrying' WHERE notice = ? AND state = 'failed' AND EXISTS (
          SELECT 1 FROM task JOIN person ON person.id = task.person
          WHERE task.id = reminder.task AND task.state = 'open' AND task.date = reminder.date
            AND task.person = reminder.person AND person.removed = 0)
        """, arguments: [notice])
    return database.changesCount > 0
  }

  private func reopen(_ notice: Int64, for id: ReminderID) throws {
    guard try Self.reopen(notice, in: database) else {
      throw Refusal(of: .record(id), .state(.taskChanged))
    }
  }
}
