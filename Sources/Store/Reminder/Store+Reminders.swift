import Foundation
import GRDB

/// The operator's look at reminders, of every company.
extension Store {
  /// By moment.
  package func reminders(
    state: ReminderState? = nil
  ) async throws(StoreError) -> [Reminder] {
    try await database.read { try Reminder.list(company: nil, state: state, in: $0) }
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
}
