import Foundation
import Records

/// The verbs of reminder workers, any number of them at once; each verb is one transaction.
///
///     claim -> begin (committed before the transfer) -> SMTP -> record, and begin the next
extension Store {
  // Named, because without statistics SQLite prefers an index that holds those that wait too.
  static let nextReminderSQL: SQL = """
    SELECT min(moment) FROM reminder INDEXED BY reminderDue
    WHERE state = 'planned' AND notice IS NULL AND waits = 0
    """
  static let nextNoticeSQL: SQL =
    "SELECT min(dueAt) FROM notice INDEXED BY noticeDue WHERE dueAt IS NOT NULL AND waits = 0"

  /// The next moment at which there is anything to claim: a planned reminder, another try, or the
  /// end of a lease; past when something waits already, nil when nothing will be.
  package func nextReminderMoment() async throws(StoreError) -> Date? {
    try await engine.read { transaction in
      try [Self.nextReminderSQL, Self.nextNoticeSQL].compactMap {
        try transaction.value($0, as: Date.self)
      }.min()
    }
  }

  /// Takes what is due: new notices of reminders whose moment has come, and those that wait for
  /// another try or whose worker was lost. What is not to be sent any more drops out of them.
  package func claimNotices(
    _ claim: NoticeClaim, now: Date
  ) async throws(StoreError) -> [NoticeID] {
    precondition(claim.limit >= 1, "a claim of nothing")
    let digest = reminders.digest
    // Most of the time nothing is due: that must not wait for whoever is writing.
    guard let next = try await nextReminderMoment(), next <= now else { return [] }
    return try await engine.write { transaction in
      try NoticeQueue(now: now, in: transaction).claim(claim, digest: digest)
    }
  }

  /// Commits several connections' turns at once, and answers each, in order: what came of notices,
  /// with the log entries of their tasks, and that others are being handed over. One that breaks a
  /// rule fails alone; what would hit every one (a full disk) is thrown and undoes them all.
  package func commit(
    _ turns: [NoticeTurn], by worker: String, until: Date, now: Date
  ) async throws(StoreError) -> [Result<NoticeTurn.Made, StoreError>] {
    let directory = directory
    // A notice that a server has accepted is sent once more when nobody knows of it.
    let isOver = turns.contains { $0.settled != nil }
    return try await engine.writeParts(insisting: isOver) { parts in
      let queue = NoticeQueue(now: now, in: parts.transaction)
      return try turns.map { turn in
        do {
          return .success(try queue.take(turn, by: worker, until: until, parts))
        } catch  where parts.failsAlone(error) {
          return .failure(StoreError.wrapping(error, directory: directory))
        }
      }
    }
  }

  /// Gives back what a worker had claimed that is known to be gone, without waiting for the end of
  /// its leases; returns how many notices. It must never claim or begin anything again.
  @discardableResult
  package func releaseNotices(
    of worker: String, now: Date
  ) async throws(StoreError) -> Int {
    try await engine.write { transaction in
      try NoticeQueue(now: now, in: transaction).release(from: worker)
    }
  }
}
