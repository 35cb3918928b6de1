import Foundation
import GRDB
import Records

/// The operator's look at reminders, of every company.
extension Store {
  /// By moment.
  package func reminders(
    state: ReminderState? = nil
  ) async throws(StoreError) -> [Reminder] {
    try await database.read { try Reminder.list(company: nil, state: state, in: $0) }
  }

  /// The mails to come within so many days, overdue ones too.
  package func plannedNotices(
    days: Int, now: Date
  ) async throws(StoreError) -> [PlannedNotice] {
    try await database.plannedNotices(of: nil, days: days, reminders, now: now)
  }

  /// How many reminders there are in each state.
  package func reminderTotals() async throws(StoreError) -> [ReminderState: Int] {
    try await database.read { database in
      let rows = try Row.fetchAll(
        database, sql: "SELECT state, count(*) AS reminders FROM reminder GROUP BY state")
      var totals: [ReminderState: Int] = [:]
      for row in rows { totals[try row.choice("state")] = row["reminders"] }
      return totals
    }
  }
}

/// One company's own reminders.
extension CompanyScope {
  /// By moment.
  package func reminders(
    state: ReminderState? = nil
  ) async throws(StoreError) -> [Reminder] {
    let id = id
    return try await database.read { try Reminder.list(company: id, state: state, in: $0) }
  }

  package func reminder(_ reminder: ReminderID) async throws(StoreError) -> Reminder? {
    let id = id
    return try await database.read { try Reminder.find(reminder, of: id, in: $0) }
  }

  /// The mails to come within so many days, overdue ones too.
  package func plannedNotices(
    days: Int, now: Date
  ) async throws(StoreError) -> [PlannedNotice] {
    try await database.plannedNotices(of: id, days: days, reminders, now: now)
  }

  /// The notice that a reminder goes, or went, out in; before it is due, as it would be at its
  /// moment. `domain` is for the Message-ID of one that has none yet.
  package func previewNotice(
    of reminder: ReminderID, domain: String, now: Date
  ) async throws(StoreError) -> Notice {
    let (id, digest) = (id, reminders.digest)
    return try await database.read { database in
      try NoticeReading(now: now, in: database).preview(
        reminder, of: id, domain: domain, digest: digest)
    }
  }

  /// Has a failed reminder tried again now, with the others of its notice; one that waits for its
  /// next try need not wait. Returns the reminder.
  package func retryReminder(
    _ reminder: ReminderID, now: Date
  ) async throws(StoreError) -> Reminder {
    let id = id
    return try await database.write { database in
      let company = try Company.required(id, in: database)
      try ReminderRetry(database: database, company: company, now: now.storedSeconds)
        .retry(reminder)
      return try Reminder.required(reminder, of: id, in: database)
    }
  }
}

extension StoreDatabase {
  fileprivate func plannedNotices(
    of company: CompanyID?, days: Int, _ defaults: ReminderDefaults, now: Date
  ) async throws(StoreError) -> [PlannedNotice] {
    let seconds = now.storedSeconds
    return try await read { database in
      try ReminderPlan(database: database, defaults: defaults, now: seconds)
        .notices(of: company, until: seconds + Int64(days) * 86_400)
    }
  }
}
