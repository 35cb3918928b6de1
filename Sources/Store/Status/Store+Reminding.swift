import Foundation
import GRDB
import Records

/// How the sending of reminders goes.
extension Store {
  static let overdueRemindersSQL = """
    SELECT count(*) AS reminders, min(moment) AS since FROM reminder INDEXED BY reminderDue
    WHERE state = 'planned' AND notice IS NULL AND waits = 0 AND moment <= ?
    """
  /// What has its notice already: never tried, or not taken up at the time of its next try.
  static let overdueNoticesSQL = """
    SELECT count(*) AS reminders, min(reminder.moment) AS since
    FROM notice INDEXED BY noticeDue
    JOIN reminder INDEXED BY reminderByNotice ON reminder.notice = notice.id
    WHERE notice.dueAt IS NOT NULL AND notice.waits = 0
      AND (notice.dueAt <= ?1 OR (notice.attempts = 0 AND notice.moment <= ?1))
      AND reminder.state IN ('planned', 'sending', 'retrying')
    """
  static let failedNoticesSQL = """
    SELECT count(*) AS notices, max(failedAt), reply FROM notice INDEXED BY noticeFailed
    WHERE failedAt > ?
    """

  /// - Parameters:
  ///   - overdue: what was due before that and has not been tried is overdue.
  ///   - failed: since when notices that were refused for good are counted.
  package func remindingState(
    overdue: Date, failed: Date
  ) async throws(StoreError) -> RemindingState {
    try await database.read { database in
      let late = try [Self.overdueRemindersSQL, Self.overdueNoticesSQL].compactMap { sql in
        try Row.fetchOne(database, sql: sql, arguments: [overdue.storedSeconds])
      }
      let refused = try Row.fetchOne(
        database, sql: Self.failedNoticesSQL, arguments: [failed.storedSeconds])
      let trouble = try Row.fetchOne(
        database, sql: "SELECT error, since FROM sendingTrouble WHERE id = 1")
      return RemindingState(
        overdue: late.reduce(0) { $0 + ($1["reminders"] as Int) },
        overdueSince: late.compactMap { $0.instantIfAny("since") }.min(),
        failedNotices: refused?["notices"] ?? 0, lastRefusal: refused?["reply"],
        trouble: trouble?["error"], troubleSince: trouble?.instantIfAny("since"))
    }
  }

  /// Nothing can be sent at present; it is remembered since when.
  package func recordSendingTrouble(
    _ error: String, now: Date
  ) async throws(StoreError) {
    try await database.write { database in
      try database.execute(
        sql: """
          INSERT INTO sendingTrouble VALUES (1, ?, ?)
          ON CONFLICT (id) DO UPDATE SET error = excluded.error
          """, arguments: [TextLimit.words.cut(error), now.storedSeconds])
    }
  }

  /// What is due can be sent.
  package func clearSendingTrouble() async throws(StoreError) {
    try await database.write { database in
      try database.execute(sql: "DELETE FROM sendingTrouble WHERE id = 1")
    }
  }
}
