import Foundation
import GRDB

/// What reminder workers do, any number of them at once; each verb is one transaction.
///
///     claim -> begin (committed before the transfer) -> SMTP -> record
extension Store {
  // Named, because without statistics SQLite prefers an index that holds those that wait too.
  static let nextReminderSQL = """
    SELECT min(moment) FROM reminder INDEXED BY reminderDue
    WHERE state = 'planned' AND notice IS NULL AND waits = 0
    """
  static let nextNoticeSQL =
    "SELECT min(dueAt) FROM notice INDEXED BY noticeDue WHERE dueAt IS NOT NULL AND waits = 0"

  /// The next moment at which there is anything to claim: a planned reminder, another try, or the
  /// end of a lease; past when something waits already, nil when nothing will be.
  package func nextReminderMoment() async throws(StoreError) -> Date? {
    let seconds = try await database.read { database in
      try [Self.nextReminderSQL, Self.nextNoticeSQL].compactMap { sql in
        try Int64.fetchOne(database.cachedStatement(sql: sql))
      }.min()
    }
    return seconds.map { Date(timeIntervalSince1970: TimeInterval($0)) }
  }

  /// Takes what is due: new notices of reminders whose moment has come, and those that wait for
  /// another try or whose worker was lost. What is not to be sent any more drops out of them.
  package func claimNotices(
    _ claim: NoticeClaim, now: Date
  ) async throws(StoreError) -> [Notice] {
    precondition(claim.limit >= 1, "a claim of nothing")
    let digest = reminders.digest
    // Most of the time nothing is due: that must not wait for whoever is writing.
    guard let next = try await nextReminderMoment(), next <= now else { return [] }
    return try await database.write { database in
      let ids = try NoticeDesk(now: now, in: database).claim(claim, digest: digest)
      return try ids.map { try NoticeReading(now: now, in: database).notice($0) }
    }
  }

  /// Commits that these claimed notices are being handed over, with the try counted. Returns them
  /// as they are now: those that were lost to another worker, or have nothing left to send, are
  /// not among them and must not be sent.
  package func beginSending(
    _ notices: [NoticeID], by worker: String, until: Date, now: Date
  ) async throws(StoreError) -> [Notice] {
    try await database.write { database in
      let desk = NoticeDesk(now: now, in: database)
      let begun = try notices.filter { try desk.begin($0, by: worker, until: until) }
      return try begun.map { try NoticeReading(now: now, in: database).notice($0) }
    }
  }

  /// Records what came of a claimed notice, with the log entries of its tasks. Nil when it was
  /// another worker's by then, or settled.
  @discardableResult
  package func recordOutcome(
    _ outcome: NoticeOutcome, of notice: NoticeID, by worker: String, now: Date
  ) async throws(StoreError) -> RecordedOutcome? {
    try await database.write { database in
      try NoticeDesk(now: now, in: database).settle(notice, outcome, by: worker)
    }
  }

  /// Gives back what a worker had claimed that is known to be gone, without waiting for the end of
  /// its leases; returns how many notices. It must never claim or begin anything again.
  @discardableResult
  package func releaseNotices(
    of worker: String, now: Date
  ) async throws(StoreError) -> Int {
    try await database.write { database in
      try NoticeDesk(now: now, in: database).release(from: worker)
    }
  }
}
