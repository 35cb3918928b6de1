import Foundation
import GRDB
import Records

extension NoticeReading {
  /// The notice of a reminder, or what it would be at its moment.
  func preview(
    _ id: ReminderID, of company: CompanyID, domain: String, digest: Bool
  ) throws -> Notice {
    let reminder = try Reminder.required(id, of: company, in: database)
    let notice = try Int64.fetchOne(
      database, sql: "SELECT notice FROM reminder WHERE id = ?", arguments: [id.rawValue])
    if let notice {
      let found = try self.notice(NoticeID(rawValue: notice))
      if !found.tasks.isEmpty { return found }
    }
    let isAlone = !digest || reminder.state != .planned
    let rows = try Row.fetchAll(
      database,
      sql: "SELECT id, task, moment, kind FROM reminder WHERE "
        + (isAlone
          ? "id = ?"
          : "person = ? AND state = 'planned' AND moment = ? AND notice IS NULL ORDER BY id"),
      arguments: isAlone
        ? [id.rawValue] : [reminder.person.rawValue, reminder.moment.storedSeconds])
    let then = max(reminder.moment, Date(timeIntervalSince1970: TimeInterval(now)))
    return try NoticeReading(now: then, in: database).notice(
      NoticeID(rawValue: 0), of: company, to: reminder.person,
      messageID: "<preview-\(id.rawValue)@\(domain)>", attempts: 0, rows)
  }
}
