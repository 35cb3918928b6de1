import Foundation
import Records

/// The workers' changes of notices, inside one write transaction.
struct NoticeQueue {
  /// So long after its task's date a reminder that was never tried is missed.
  static let daysUntilMissed = 7

  let transaction: Transaction
  /// Seconds since 1970.
  let now: Int64
  let record: ReminderRecord

  init(now: Date, in transaction: Transaction) {
    self.transaction = transaction
    self.now = now.storedSeconds
    record = ReminderRecord(transaction: transaction, now: now.storedSeconds)
  }

  /// The reminders that are still to be sent. The others drop out: cancelled where their task went
  /// on without them (logged for a removed person), missed where it is too late and they were never
  /// tried.
  func stillWanted(_ members: [NoticeMember], wereTried: Bool) throws -> [NoticeMember] {
    var wanted: [NoticeMember] = []
    var logged: Set<TaskID> = []
    for member in members {
      if !member.isWanted {
        try set(.cancelled, [member])
        guard member.personIsRemoved, logged.insert(member.task).inserted else { continue }
        try log(.reminderCancelled, member)
      } else if try !wereTried && isTooLate(member) {
        try set(.missed, [member])
        if logged.insert(member.task).inserted { try log(.reminderMissed, member) }
      } else {
        wanted.append(member)
      }
    }
    return wanted
  }

  func set(_ state: ReminderState, _ members: [NoticeMember]) throws {
    for member in members {
      try transaction.run("UPDATE reminder SET state = \(state) WHERE id = \(member.id)")
    }
  }

  func log(_ kind: LogKind, _ member: NoticeMember, reply: String? = nil) throws {
    try record.log(
      kind, of: member.task, to: member.person, in: member.company, reply: reply)
  }

  /// Ends a notice: nobody takes it any more.
  func close(_ notice: NoticeID, as state: ReminderState, reply: String? = nil) throws {
    try transaction.run(
      """
      UPDATE notice
      SET state = \(state), dueAt = NULL, worker = NULL, failedAt = \(state == .failed ? now : nil),
        reply = ifnull(\(reply.map(TextLimit.words.cut)), reply) WHERE id = \(notice)
      """)
  }

  func clock(of company: CompanyID) throws -> LocalClock {
    try LocalClock(Company.required(company, in: transaction))
  }

  private func isTooLate(_ member: NoticeMember) throws -> Bool {
    let today = try clock(of: member.company).day(at: now)
    return member.date.days(to: today) > Self.daysUntilMissed
  }
}
