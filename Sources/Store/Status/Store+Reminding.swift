import Foundation
import Records

/// The state of the sending of reminders.
extension Store {
  private static func overdueReminders(at moment: Date) -> SQL {
    """
    SELECT count(*) AS reminders, min(moment) AS since FROM reminder INDEXED BY reminderDue
    WHERE state = 'planned' AND notice IS NULL AND waits = 0 AND moment <= \(moment)
    """
  }
  /// The reminders that have their notice already: never tried, or not taken up at the time of its
  /// next try.
  private static func overdueNotices(at moment: Date) -> SQL {
    """
    SELECT count(*) AS reminders, min(reminder.moment) AS since
    FROM notice INDEXED BY noticeDue
    JOIN reminder INDEXED BY reminderByNotice ON reminder.notice = notice.id
    WHERE notice.dueAt IS NOT NULL AND notice.waits = 0
      AND (notice.dueAt <= \(moment) OR (notice.attempts = 0 AND notice.moment <= \(moment)))
      AND reminder.state IN ('planned', 'sending', 'retrying')
    """
  }

  /// - Parameters:
  ///   - overdue: what was due before that and has not been tried is overdue.
  ///   - failed: since when notices that were refused for good are counted.
  package func remindingState(
    overdue: Date, failed: Date
  ) async throws(StoreError) -> RemindingState {
    try await engine.read { transaction in
      let late = try [Self.overdueReminders(at: overdue), Self.overdueNotices(at: overdue)]
        .compactMap(transaction.row)
      let refused = try transaction.row(
        """
        SELECT count(*) AS notices, max(failedAt), reply FROM notice INDEXED BY noticeFailed
        WHERE failedAt > \(failed)
        """)
      let trouble = try transaction.row("SELECT error, since FROM sendingTrouble WHERE id = 1")
      return RemindingState(
        overdue: late.reduce(0) { $0 + ($1["reminders"] as Int) },
        overdueSince: late.compactMap { $0["since"] as Date? }.min(),
        failedNotices: refused?["notices"] ?? 0, lastRefusal: refused?["reply"],
        trouble: trouble?["error"], troubleSince: trouble?["since"])
    }
  }

  /// Nothing can be sent at present; it is remembered since when.
  package func recordSendingTrouble(
    _ error: String, now: Date
  ) async throws(StoreError) {
    try await engine.write { transaction in
      try transaction.run(
        """
        INSERT INTO sendingTrouble VALUES (1, \(TextLimit.words.cut(error)), \(now))
        ON CONFLICT (id) DO UPDATE SET error = excluded.error
        """)
    }
  }

  /// Forgets the trouble: due reminders can be sent.
  package func clearSendingTrouble() async throws(StoreError) {
    try await engine.write { transaction in
      try transaction.run("DELETE FROM sendingTrouble WHERE id = 1")
    }
  }
}
