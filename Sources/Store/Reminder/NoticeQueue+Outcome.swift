import Foundation
import Records

/// Handing a notice over, and what came of it.
extension NoticeQueue {
  /// So many tries whose answer was lost are enough: each may have put another copy into a mailbox.
  /// A try that ended with its worker is none of them, most end before the mail is all sent.
  static let mostUnanswered = 3
  static let mayHaveArrived = "may have arrived"

  static func claimed(by worker: String) -> SQL {
    """
    SELECT id, attempts FROM notice INDEXED BY noticeOpenByCompany
    WHERE dueAt IS NOT NULL AND worker = \(worker)
    """
  }

  /// A recorded outcome stays recorded when the next notice can't be begun.
  func take(
    _ turn: NoticeTurn, by worker: String, until: Date, _ parts: TransactionParts
  ) throws -> NoticeTurn.Made {
    NoticeTurn.Made(
      recorded: try parts.run { try record(turn, by: worker) },
      begun: try parts.run { try beginNext(of: turn, by: worker, until: until) })
  }

  private func record(_ turn: NoticeTurn, by worker: String) throws -> RecordedOutcome? {
    guard let settled = turn.settled else { return nil }
    return try settle(settled.notice, settled.outcome, by: worker)
  }

  private func beginNext(
    of turn: NoticeTurn, by worker: String, until: Date
  ) throws -> Notice? {
    guard let next = turn.next, try begin(next, by: worker, until: until) else { return nil }
    return try NoticeReading(now: now, in: transaction).notice(next)
  }

  /// Counts the try, before anything is transferred. False when the notice is somebody else's by
  /// now, its company was switched off, or nothing is left to send in it.
  func begin(_ notice: NoticeID, by worker: String, until: Date) throws -> Bool {
    guard let row = try open(notice), row["worker"] as String? == worker, row["waits"] == 0,
      let members = try living(notice, row)
    else {
      return false
    }
    try transaction.run(
      """
      UPDATE notice
      SET state = 'sending', attempts = attempts + 1, dueAt = \(max(until.storedSeconds, now + 1)),
        giveUpAt = ifnull(giveUpAt, \(try endOfTries(for: members))) WHERE id = \(notice)
      """)
    try set(.sending, members)
    return true
  }

  /// Nil when there is nothing to record: another worker has it, or it is settled. That it was
  /// accepted counts whoever says it.
  func settle(
    _ notice: NoticeID, _ outcome: NoticeOutcome, by worker: String
  ) throws -> RecordedOutcome? {
    guard let row = try open(notice) else { return nil }
    let members = try NoticeMember.of(notice, in: transaction)
    if case .sent(let reply) = outcome {
      try set(.sent, members)
      for member in members { try log(.reminderSent, member) }
      try close(notice, as: .sent, reply: reply)
      return RecordedOutcome(state: .sent, nextTry: nil)
    }
    guard row["worker"] as String? == worker else { return nil }
    switch outcome {
    case .sent: return nil
    case .refused(let reply):
      return try fail(notice, members, reply: reply)
    case .refusedForNow(let reply, let jitter):
      return try tryLater(notice, row, members, reply: reply, jitter: jitter)
    case .unanswered(let reply, let jitter):
      try transaction.run("UPDATE notice SET unanswered = unanswered + 1 WHERE id = \(notice)")
      guard row["unanswered"] + 1 < Self.mostUnanswered else {
        return try fail(notice, members, reply: Self.mayHaveArrived)
      }
      return try tryLater(notice, row, members, reply: reply, jitter: jitter)
    case .givenBack(let until):
      let wasBegun: Bool = row["state"] == ReminderState.sending.rawValue
      return try wait(
        notice, members, until: max(until.storedSeconds, now), reply: nil,
        attempts: row["attempts"] - (wasBegun ? 1 : 0))
    }
  }

  private func tryLater(
    _ notice: NoticeID, _ row: SQLRow, _ members: [NoticeMember], reply: String, jitter: Double
  ) throws -> RecordedOutcome {
    let next = now + RetrySchedule.delay(afterAttempts: row["attempts"], jitter: jitter)
    if let end = row["giveUpAt"] as Int64?, next > end {
      return try fail(notice, members, reply: reply, byTime: true)
    }
    return try wait(notice, members, until: next, reply: reply, attempts: row["attempts"])
  }

  /// Every task that the notice still carries gets its entry in the log. Where the clock said so
  /// (`byTime`), the end of the tries stays, so that a clock that was wrong can be made good.
  @discardableResult
  func fail(
    _ notice: NoticeID, _ members: [NoticeMember], reply: String?, byTime: Bool = false
  ) throws -> RecordedOutcome {
    try set(.failed, members)
    for member in members { try log(.reminderFailed, member, reply: reply) }
    try close(notice, as: .failed, reply: reply)
    if !byTime {
      try transaction.run("UPDATE notice SET giveUpAt = NULL WHERE id = \(notice)")
    }
    return RecordedOutcome(state: .failed, nextTry: nil)
  }

  /// Makes what a worker that is gone had claimed anybody's at once; returns how many notices. What
  /// it was handing over may have been accepted: that try counts, and the next one goes out under
  /// the same Message-ID.
  func release(from worker: String) throws -> Int {
    let claimed = try transaction.rows(Self.claimed(by: worker))
    for row in claimed {
      let notice: NoticeID = row["id"]
      let members = try NoticeMember.of(notice, in: transaction)
      try wait(notice, members, until: now, reply: nil, attempts: row["attempts"])
    }
    return claimed.count
  }

  /// Back to where it can be claimed from.
  @discardableResult
  private func wait(
    _ notice: NoticeID, _ members: [NoticeMember], until: Int64, reply: String?, attempts: Int
  ) throws -> RecordedOutcome {
    let state: ReminderState = attempts > 0 ? .retrying : .planned
    try transaction.run(
      """
      UPDATE notice SET state = \(state), attempts = \(attempts), dueAt = \(until), worker = NULL,
        reply = ifnull(\(reply.map(TextLimit.words.cut)), reply), giveUpAt = iif(\(attempts) > 0,
          giveUpAt, NULL)
        WHERE id = \(notice)
      """)
    try set(state, members)
    return RecordedOutcome(
      state: state, nextTry: Date(timeIntervalSince1970: TimeInterval(until)))
  }

  /// The notice's row as long as it isn't settled.
  func open(_ notice: NoticeID) throws -> SQLRow? {
    try transaction.row(
      """
      SELECT worker, state, attempts, unanswered, giveUpAt, reply, waits FROM notice
      WHERE id = \(notice) AND dueAt IS NOT NULL
      """)
  }

  private func endOfTries(for members: [NoticeMember]) throws -> Int64 {
    guard let last = members.max(by: { $0.date < $1.date }) else { return now }
    return RetrySchedule.end(
      lastDate: last.date, firstTry: now, clock: try clock(of: last.company))
  }
}
