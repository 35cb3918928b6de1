import Foundation
import Records

/// Reads the mails to come.
struct ReminderPlan {
  static func planned(until end: Int64) -> SQL {
    """
    SELECT reminder.id, reminder.company, reminder.task, reminder.person, reminder.date,
      reminder.daysBefore, reminder.moment, reminder.moment AS goesAt, NULL AS notice,
      0 AS attempts, NULL AS reply
    FROM reminder WHERE reminder.state = 'planned' AND reminder.notice IS NULL
      AND reminder.moment <= \(end)
    """
  }
  /// Notices that wait for another try, or for the server.
  static func waiting(until end: Int64) -> SQL {
    """
    SELECT reminder.id, reminder.company, reminder.task, reminder.person, reminder.date,
      reminder.daysBefore, reminder.moment, notice.dueAt AS goesAt, notice.id AS notice,
      notice.attempts, notice.reply
    FROM notice INDEXED BY noticeOpenByCompany CROSS JOIN reminder ON reminder.notice = notice.id
    WHERE notice.dueAt <= \(end) AND notice.dueAt IS NOT NULL AND notice.state <> 'sending'
      AND reminder.state IN ('planned', 'retrying')
    """
  }

  let transaction: Transaction
  let defaults: ReminderDefaults
  let now: Int64

  /// By moment, then by person.
  func notices(of company: CompanyID?, until end: Int64) throws -> [PlannedNotice] {
    let owner: SQL = company.map { " AND reminder.company = \($0)" } ?? ""
    let rows = try [Self.planned(until: end), Self.waiting(until: end)].flatMap {
      try transaction.rows($0 + owner)
    }
    let mails = Dictionary(grouping: rows, by: key(of:))
    return try mails.values.map(notice(of:)).sorted {
      ($0.moment, $0.company.rawValue, $0.personEmail, $0.tasks[0].rawValue)
        < ($1.moment, $1.company.rawValue, $1.personEmail, $1.tasks[0].rawValue)
    }
  }

  /// The key of the reminders that go in one mail.
  private struct Key: Hashable {
    let notice: Int64?
    let person: Int64
    let goesAt: Int64
    let task: Int64?
  }

  private func key(of row: SQLRow) -> Key {
    let notice: Int64? = row["notice"]
    return Key(
      notice: notice, person: row["person"], goesAt: row["goesAt"],
      task: defaults.digest || notice != nil ? nil : row["task"])
  }

  private func notice(of rows: [SQLRow]) throws -> PlannedNotice {
    let first = rows[0]
    let company = try Company.required(
      CompanyID(rawValue: first["company"]), in: transaction)
    let person = try Person.required(
      PersonID(rawValue: first["person"]), of: company.id, in: transaction)
    let tasks = rows.sorted {
      ($0["date"] as String, $0["task"] as Int64) < ($1["date"] as String, $1["task"] as Int64)
    }
    var reasons: [String] = []
    for row in tasks {
      let reason = try reason(of: row, in: company, to: person)
      if !reasons.contains(reason) { reasons.append(reason) }
    }
    let goesAt: Int64 = first["goesAt"]
    return PlannedNotice(
      company: company.id, moment: Date(timeIntervalSince1970: TimeInterval(goesAt)),
      localTime: try LocalClock(company).text(goesAt), timeZone: company.timeZone,
      person: person.id, personEmail: person.email,
      tasks: tasks.map { TaskID(rawValue: $0["task"]) }, reason: reasons.joined(separator: "; "))
  }

  private func reason(of row: SQLRow, in company: Company, to person: Person) throws -> String {
    if (row["notice"] as Int64?) != nil {
      return PlanReason.retry(
        company, attempts: row["attempts"], reply: row["reply"])
    }
    let task = try CustomerTask.required(
      row["task"], of: company.id, in: transaction)
    let rule = try ReminderRule(
      days: task.reminderDays, person: person, company: company, defaults: defaults,
      clock: LocalClock(company))
    return PlanReason(rule: rule, company: company, now: now).text(
      daysBefore: row["daysBefore"], date: task.date, moment: row["moment"])
  }
}
