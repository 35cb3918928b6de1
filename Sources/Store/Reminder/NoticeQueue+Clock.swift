import Foundation
import Records

/// Mends the moments that only a clock that was ahead can have left, once the clock is right.
extension NoticeQueue {
  /// Longer than any pause between two tries and any lease.
  private static let longestWait: Int64 = 7_200

  private static func waiting(beyond moment: Int64) -> SQL {
    """
    SELECT id FROM notice INDEXED BY noticeOpenByCompany
    WHERE dueAt IS NOT NULL AND dueAt > \(moment) AND worker IS NULL
    """
  }
  /// Notices that the server refused for good have no end of their tries any more.
  private static func failed(beyond moment: Int64) -> SQL {
    """
    SELECT id FROM notice INDEXED BY noticeFailed
    WHERE failedAt > \(moment) AND giveUpAt IS NOT NULL
    """
  }

  static func isAnythingAhead(of now: Date, in transaction: Transaction) throws -> Bool {
    let soon = now.storedSeconds.clampedSum(longestWait)
    return try [waiting(beyond: soon), failed(beyond: soon)].contains(where: transaction.exists)
  }

  /// Notices that wait for a time that is far, or failed at one, are tried now.
  func mendAhead() throws {
    let soon = now.clampedSum(Self.longestWait)
    for notice in try transaction.values(Self.waiting(beyond: soon), as: NoticeID.self) {
      try transaction.run("UPDATE notice SET dueAt = \(now), giveUpAt = NULL WHERE id = \(notice)")
    }
    for notice in try transaction.values(Self.failed(beyond: soon), as: NoticeID.self) {
      // A task that has ended meanwhile has nothing to send.
      guard try ReminderRetry.reopen(notice, in: transaction) else { continue }
      try transaction.run(
        """
        UPDATE notice SET state = 'retrying', dueAt = \(now), giveUpAt = NULL, failedAt = NULL,
          waits = (SELECT NOT active FROM company WHERE company.id = notice.company)
          WHERE id = \(notice)
        """)
    }
  }
}

extension Int64 {
  /// The sum, or the greatest number there is.
  fileprivate func clampedSum(_ other: Int64) -> Int64 {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }
}
