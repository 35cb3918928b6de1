import Foundation
import GRDB
import Platform
import Records

@testable import Store

/// A moment as UTC, `2027-03-28T01:00`.
func instant(_ text: String) -> Date {
  guard let date = try? Date(text + ":00Z", strategy: .iso8601) else {
    preconditionFailure("\(text) is no moment")
  }
  return date
}

/// A company in Helsinki with Matti and Liisa, whose tasks are planned.
struct ReminderDesk {
  let fixture: StoreFixture
  let scope: CompanyScope
  let matti: Person
  let liisa: Person

  init(zone: Zone = "Europe/Helsinki", defaults: ReminderDefaults = ReminderDefaults())
    async throws
  {
    fixture = try await StoreFixture(reminders: defaults)
    let company = try await fixture.store.addCompany(
      NewCompany(name: "Acme", slug: "acme", timeZone: zone))
    scope = fixture.store.company(company.id)
    matti = try await scope.acting(as: .operator, at: now).addPerson(
      NewPerson(name: "Matti", email: "matti@a.fi"))
    liisa = try await scope.acting(as: .operator, at: now).addPerson(
      NewPerson(name: "Liisa", email: "liisa@a.fi"))
  }

  var store: Store { fixture.store }

  func add(
    _ date: String, at now: Date, person: String = "matti@a.fi", description: String = "Soita",
    days: [Int]? = nil, staysOpen: Bool = true
  ) async throws -> CustomerTask {
    let clock = try LocalClock(try await scope.company())
    return try await scope.acting(as: .operator, at: now).addTask(
      NewTask(
        person: person, description: description, date: day(date), reminderDays: days,
        staysOpen: staysOpen), today: clock.day(at: now.storedSeconds))
  }

  @discardableResult
  func edit(
    _ task: CustomerTask, at now: Date, _ setUp: (inout TaskChange) -> Void
  ) async throws -> CustomerTask {
    var change = TaskChange()
    setUp(&change)
    return try await scope.acting(as: .operator, at: now).editTask(task.id, change)
  }

  func edit(company now: Date, _ setUp: (inout CompanyChange) -> Void) async throws {
    var change = CompanyChange()
    setUp(&change)
    _ = try await scope.acting(as: .operator, at: now).editCompany(change)
  }

  func edit(
    _ person: Person, at now: Date, _ setUp: (inout PersonChange) -> Void
  ) async throws {
    var change = PersonChange()
    setUp(&change)
    _ = try await scope.acting(as: .operator, at: now).editPerson(person.id, change)
  }

  /// The planned moments, as `2027-03-28T01:00 before`.
  func planned() async throws -> [String] {
    try await scope.reminders(ReminderQuery(state: .planned)).map { shown($0) }
  }

  /// All reminders with their states, by moment.
  func states() async throws -> [ReminderState] {
    try await scope.reminders().map(\.state)
  }

  func log(_ kinds: Set<LogKind>) async throws -> [LogEntry] {
    try await scope.log.search(LogQuery(kinds: kinds, limit: 1_000)).entries
  }

  private func shown(_ reminder: Reminder) -> String {
    "\(reminder.moment.formatted(.iso8601).prefix(16)) \(reminder.kind.rawValue)"
  }
}
