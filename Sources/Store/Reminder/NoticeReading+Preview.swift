import Foundation
import Records

extension NoticeReading {
  /// The notice of a reminder, or what it would be at its moment.
  func preview(
    _ id: ReminderID, of company: CompanyID, domain: String, digest: Bool
  ) throws -> Notice {
    let reminder = try Reminder.required(id, of: company, in: transaction)
    let notice = try transaction.value(
      "SELECT notice FROM reminder WHERE id = \(id)", as: NoticeID.self)
    if let notice {
      let found = try self.notice(notice)
      if !found.tasks.isEmpty { return found }
    }
    let isAlone = !digest || reminder.state != .planned
    let carried: SQL =
      isAlone
      ? "id = \(id)"
      : """
      person = \(reminder.person) AND state = 'planned' AND moment = \(reminder.moment)
        AND notice IS NULL ORDER BY id
      """
    let rows = try transaction.rows("SELECT id, task, moment, kind FROM reminder WHERE \(carried)")
    let then = max(reminder.moment, Date(timeIntervalSince1970: TimeInterval(now)))
    return try NoticeReading(now: then, in: transaction).notice(
      NoticeID(rawValue: 0), of: company, to: reminder.person,
      messageID: "<preview-\(id.rawValue)@\(domain)>", attempts: 0, rows)
  }
}
