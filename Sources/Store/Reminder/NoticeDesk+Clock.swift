import Foundation
import GRDB
import Records

/// What only a clock that was ahead can have left, and what is made of that once the clock is
/// right.
extension NoticeDesk {
  /// Longer than any pause between two tries and any lease.
  private static let longestWait: Int64 = 7_200

  static let waitingAheadSQL = """
    SELECT id FROM notice INDEXED BY noticeOpenByCompany
    WHERE dueAt IS NOT NULL AND dueAt > ? AND worker IS NULL
    """
  /// Those that the server refused for good have no end of their tries any more.
  static let failedAheadSQL = """
    SELECT id FROM notice INDEXED BY noticeFailed WHERE failedAt > ? AND giveUpAt IS NOT NULL
    """

  static func isAnythingAhead(of now: Date, in database: Database) throws -> Bool {
    let soon = now.storedSeconds.clampedSum(longestWait)
    return try [waitingAheadSQL, failedAheadSQL].contains { sql in
      try Int64.fetchOne(database.cachedStatement(sql: sql), arguments: [soon]) != nil
    }
  }

  /// Notices that wait for a time that is far, or failed at one, are tried now.
  func mendAhead() throws {
    let soon = now.clampedSum(Self.longestWait)
    for notice in try ids(Self.waitingAheadSQL, after: soon) {
      try execute("UPDATE notice SET dueAt = ?, giveUpAt = NULL WHERE id = ?", [now, notice])
    }
    for notice in try ids(Self.failedAheadSQL, after: soon) {
      // Where a task has ended meanwhile there is nothing to send.
      guard try ReminderRetry.reopen(notice, in: database) else { continue }
      try execute(
        """
        UPDATE notice SET state = 'retrying', dueAt = ?, giveUpAt = NULL, failedAt = NULL,
          waits = (SELECT NOT active FROM company WHERE company.id = notice.company) WHERE id = ?
        """, [now, notice])
    }
  }

  private func ids(_ sql: String, after moment: Int64) throws -> [Int64] {
    try Int64.fetchAll(database.cachedStatement(sql: sql), arguments: [moment])
  }
}

extension Int64 {
  /// The sum, or the greatest number there is.
  fileprivate func clampedSum(_ other: Int64) -> Int64 {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }
}
