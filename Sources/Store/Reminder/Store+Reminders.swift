import Foundation
import Records

/// The operator's look at reminders, of every company.
extension Store {
  /// By moment. Throws when the query names somebody, who would be some company's.
  package func reminders(
    _ query: ReminderQuery = ReminderQuery(), page: ListPage<ReminderID> = ListPage()
  ) async throws(StoreError) -> [Reminder] {
    try await engine.reminders(query, of: nil, page)
  }

  /// The mails to come within so many days, overdue ones too.
  package func plannedNotices(
    days: Int, now: Date
  ) async throws(StoreError) -> [PlannedNotice] {
    try await engine.plannedNotices(of: nil, days: days, reminders, now: now)
  }

  /// The number of reminders in each state.
  package func reminderTotals() async throws(StoreError) -> [ReminderState: Int] {
    try await engine.read { transaction in
      let rows = try transaction.rows(
        "SELECT state, count(*) AS reminders FROM reminder GROUP BY state")
      var totals: [ReminderState: Int] = [:]
      for row in rows { totals[try row.known("state")] = row["reminders"] }
      return totals
    }
  }
}

/// One company's own reminders.
extension CompanyScope {
  /// By moment. Throws when the query names somebody or a group that the company hasn't.
  package func reminders(
    _ query: ReminderQuery = ReminderQuery(), page: ListPage<ReminderID> = ListPage()
  ) async throws(StoreError) -> [Reminder] {
    try await engine.reminders(query, of: id, page)
  }

  package func reminder(_ reminder: ReminderID) async throws(StoreError) -> Reminder? {
    let id = id
    return try await engine.read { try Reminder.find(reminder, of: id, in: $0) }
  }

  /// The mails to come within so many days, overdue ones too.
  package func plannedNotices(
    days: Int, now: Date
  ) async throws(StoreError) -> [PlannedNotice] {
    try await engine.plannedNotices(of: id, days: days, reminders, now: now)
  }

  /// The notice that a reminder goes, or went, out in; before it is due, as it would be at its
  /// moment. `domain` is for the Message-ID of one that has none yet.
  package func previewNotice(
    of reminder: ReminderID, domain: String, now: Date
  ) async throws(StoreError) -> Notice {
    let (id, digest) = (id, reminders.digest)
    return try await engine.read { transaction in
      try NoticeReading(now: now, in: transaction).preview(
        reminder, of: id, domain: domain, digest: digest)
    }
  }

  /// Has a failed reminder tried again now, with the others of its notice; one that waits for its
  /// next try need not wait. Returns the reminder.
  package func retryReminder(
    _ reminder: ReminderID, now: Date
  ) async throws(StoreError) -> Reminder {
    let id = id
    return try await engine.write { transaction in
      let company = try Company.required(id, in: transaction)
      try ReminderRetry(transaction: transaction, company: company, now: now.storedSeconds)
        .retry(reminder)
      return try Reminder.required(reminder, of: id, in: transaction)
    }
  }
}

extension Engine {
  fileprivate func reminders(
    _ query: ReminderQuery, of company: CompanyID?, _ page: ListPage<ReminderID>
  ) async throws(StoreError) -> [Reminder] {
    try await read { transaction in
      try query.list(of: company, page, in: transaction).rows(
        in: transaction, where: query.fits, Reminder.init(row:))
    }
  }

  fileprivate func plannedNotices(
    of company: CompanyID?, days: Int, _ defaults: ReminderDefaults, now: Date
  ) async throws(StoreError) -> [PlannedNotice] {
    let seconds = now.storedSeconds
    return try await read { transaction in
      try ReminderPlan(transaction: transaction, defaults: defaults, now: seconds)
        .notices(of: company, until: seconds + Int64(days) * 86_400)
    }
  }
}
