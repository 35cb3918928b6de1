import Foundation
import Platform
import Records

/// Plans that became wrong without anybody saving anything.
extension Store {
  /// Plans anew what zone rules that changed, other defaults of the installation, a clock that was
  /// wrong, or a store from before there were reminders call for; for when a worker starts, and
  /// daily. Reads page by page and writes only what differs. Returns how many tasks' plans did.
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
    let isAhead = try await engine.read {
      try NoticeQueue.isAnythingAhead(of: now, in: $0)
    }
    if isAhead {
      try await engine.write { try NoticeQueue(now: now, in: $0).mendAhead() }
    }
    return refreshed
  }

  /// The editions of the rules of all companies' zones: another one of a zone means that
  /// plans may have to change.
  package func zoneEditions(
    in directory: ZoneDirectory = .system
  ) async throws(StoreError) -> [Zone: ZoneDirectory.Edition] {
    let zones = try await engine.read { transaction in
      try transaction.values("SELECT DISTINCT timeZone FROM company", as: Zone.self)
    }
    return Dictionary(uniqueKeysWithValues: zones.map { ($0, directory.edition(of: $0)) })
      .compactMapValues(\.self)
  }

  /// Keeps when a worker looked at its clock, and gives the time of the look before.
  package func noteLook(now: Date) async throws(StoreError) -> Date? {
    try await engine.write { transaction in
      let last = try transaction.value("SELECT at FROM reminderLook WHERE id = 1", as: Date.self)
      try transaction.run(
        """
        INSERT INTO reminderLook VALUES (1, \(now)) ON CONFLICT (id) DO UPDATE SET at = excluded.at
        """)
      return last
    }
  }

  /// The tasks of the next page whose plan is not as it should be, and the page after it; nil after
  /// the last.
  private func outdatedPlans(
    on page: OpenTasks, of company: CompanyID, now: Date
  ) async throws(StoreError) -> (next: OpenTasks, outdated: [TaskID])? {
    let reminders = reminders
    return try await engine.read { transaction in
      var page = page
      guard let tasks = try page.next(in: transaction) else { return nil }
      let planning = try ReminderPlanning(
        Company.required(company, in: transaction), defaults: reminders, now: now, in: transaction)
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
    try await engine.write { transaction in
      let planning = try ReminderPlanning(
        Company.required(company, in: transaction), defaults: reminders, now: now, in: transaction)
      for task in tasks {
        try planning.follow(CustomerTask.required(task, of: company, in: transaction))
      }
    }
  }
}
