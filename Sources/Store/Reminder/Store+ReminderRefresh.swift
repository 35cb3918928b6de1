import Foundation
import GRDB

/// Plans that became wrong without anybody saving anything.
extension Store {
  /// Plans anew what zone rules that changed, other defaults of the installation, or a store from
  /// before there were reminders call for; for when a worker starts, and daily. Reads page by page
  /// and writes only what differs. Returns how many tasks' plans did.
  @discardableResult
  package func refreshPlans(now: Date) async throws(StoreError) -> Int {
    var refreshed = 0
    for company in try await companies() {
      let today = try LocalClock(company).day(at: now.storedSeconds)
      var page = OpenTasks(of: company.id, from: today)
      while let (next, outdated) = try await outdatedPlans(on: page, of: company.id, now: now) {
        page = next
        refreshed += outdated.count
        if !outdated.isEmpty { try await planAnew(outdated, of: company.id, now: now) }
      }
    }
    return refreshed
  }

  /// The tasks of the next page whose plan is not as it should be, and the page after it; nil after
  /// the last.
  private func outdatedPlans(
    on page: OpenTasks, of company: CompanyID, now: Date
  ) async throws(StoreError) -> (next: OpenTasks, outdated: [TaskID])? {
    let reminders = reminders
    return try await database.read { database in
      var page = page
      guard let tasks = try page.next(in: database) else { return nil }
      let planning = try ReminderPlanning(
        Company.required(company, in: database), defaults: reminders, now: now, in: database)
      let outdated = try tasks.filter { task in
        try planning.changes(for: task).map { !$0.isEmpty } ?? false
      }
      return (page, outdated.map(\.id))
    }
  }

  private func planAnew(
    _ tasks: [TaskID], of company: CompanyID, now: Date
  ) async throws(StoreError) {
    let reminders = reminders
    try await database.write { database in
      let planning = try ReminderPlanning(
        Company.required(company, in: database), defaults: reminders, now: now, in: database)
      for task in tasks {
        try planning.follow(CustomerTask.required(task, of: company, in: database))
      }
    }
  }
}
