import Foundation
import Records
import Testing

@testable import SQLiteEngine
@testable import Store

/// Which reminders a saved task has.
@Suite struct ReminderPlanningTests {
  private let start = instant("2027-03-01T10:00")

  @Test func `a task to come is reminded of the day before and on the day`() async throws {
    let desk = try await ReminderDesk()
    let task = try await desk.add("2027-03-28", at: start)
    let reminders = try await desk.scope.reminders()
    #expect(
      try await desk.planned() == ["2027-03-27T06:00 before", "2027-03-28T05:00 onDay"])
    #expect(reminders.allSatisfy { $0.task == task.id && $0.personEmail == "matti@a.fi" })
    #expect(reminders.allSatisfy { $0.attempts == 0 && $0.messageID == nil && $0.reply == nil })
    #expect(try await desk.store.reminderTotals() == [.planned: 2])
  }

  @Test(arguments: [
    ("2027-03-28", "03:30", ["2027-03-27T01:30 before", "2027-03-28T01:00 onDay"]),
    ("2027-10-31", "03:30", ["2027-10-30T00:30 before", "2027-10-31T00:30 onDay"]),
    ("2028-03-01", "08:00", ["2028-02-29T06:00 before", "2028-03-01T06:00 onDay"]),
    ("2028-02-29", "08:00", ["2028-02-28T06:00 before", "2028-02-29T06:00 onDay"]),
    ("2027-03-01", "23:59", ["2027-03-01T21:59 onDay"]),
  ])
  func `the installation's hour is kept whatever the clocks do`(
    date: String, at: String, expected: [String]
  ) async throws {
    let desk = try await ReminderDesk(defaults: ReminderDefaults(at: try #require(TimeOfDay(at))))
    _ = try await desk.add(date, at: start)
    #expect(try await desk.planned() == expected)
  }

  @Test func `the task's days come first, then the person's, the company's, the defaults`()
    async throws
  {
    let desk = try await ReminderDesk(
      defaults: ReminderDefaults(daysBefore: [5], at: TimeOfDay(minute: 540)))
    let task = try await desk.add("2027-04-20", at: start)
    #expect(try await desk.planned() == ["2027-04-15T06:00 before"])
    try await desk.edit(company: start) {
      $0.reminderDays = .set([4])
      $0.reminderAt = .set(TimeOfDay("10:00"))
    }
    #expect(try await desk.planned() == ["2027-04-16T07:00 before"])
    try await desk.edit(desk.matti, at: start) {
      $0.reminderDays = .set([3])
      $0.reminderAt = .set(TimeOfDay("11:00"))
    }
    #expect(try await desk.planned() == ["2027-04-17T08:00 before"])
    try await desk.edit(task, at: start) { $0.reminderDays = .set([2, 0]) }
    #expect(
      try await desk.planned() == ["2027-04-18T08:00 before", "2027-04-20T08:00 onDay"])
    #expect(try await desk.scope.task(task.id)?.reminderDays == [2, 0])
    let text = try #require(try await desk.log([.taskEdited]).first?.text)
    #expect(text.hasSuffix("(muistutuspäivät: – → 2, 0)"))
    try await desk.edit(task, at: start) { $0.reminderDays = .set(nil) }
    try await desk.edit(desk.matti, at: start) {
      $0.reminderDays = .set(nil)
      $0.reminderAt = .set(nil)
    }
    #expect(try await desk.planned() == ["2027-04-16T07:00 before"])
    await #expect(throws: StoreError.self) {
      try await desk.edit(task, at: start) { $0.reminderDays = .set([-1]) }
    }
  }

  @Test func `past moments are dropped; when all are past, one goes at once`() async throws {
    let desk = try await ReminderDesk()
    _ = try await desk.add("2027-03-02", at: start)
    #expect(try await desk.planned() == ["2027-03-02T06:00 onDay"])
    _ = try await desk.add("2027-03-01", at: start, person: "liisa@a.fi")
    _ = try await desk.add("2027-03-03", at: start + 60, person: "liisa@a.fi", days: [7])
    #expect(
      try await desk.planned() == [
        "2027-03-01T10:00 onDay", "2027-03-01T10:01 before", "2027-03-02T06:00 onDay",
      ])
  }

  @Test func `a moment that is just now is not past`() async throws {
    let desk = try await ReminderDesk()
    _ = try await desk.add("2027-03-01", at: instant("2027-03-01T06:00"))
    #expect(try await desk.planned() == ["2027-03-01T06:00 onDay"])
  }

  @Test func `a past task has none, open or done`() async throws {
    let desk = try await ReminderDesk()
    _ = try await desk.add("2027-02-28", at: start)
    _ = try await desk.add("2027-02-28", at: start, staysOpen: false)
    #expect(try await desk.scope.reminders().isEmpty)
  }

  @Test func `today is the company's day`() async throws {
    let desk = try await ReminderDesk(zone: "Pacific/Kiritimati")
    // There it is the second already.
    _ = try await desk.add("2027-03-01", at: start)
    _ = try await desk.add("2027-03-02", at: start)
    #expect(try await desk.planned() == ["2027-03-01T18:00 onDay"])
  }

  @Test func `a moved task is planned anew`() async throws {
    let desk = try await ReminderDesk()
    let task = try await desk.add("2027-03-10", at: start)
    try await desk.edit(task, at: start) { $0.date = .set(day("2027-03-20")) }
    #expect(
      try await desk.planned() == ["2027-03-19T06:00 before", "2027-03-20T06:00 onDay"])
    try await desk.edit(task, at: start) { $0.date = .set(day("2027-02-20")) }
    #expect(try await desk.scope.reminders().isEmpty)
    try await desk.edit(task, at: start) { $0.date = .set(day("2027-03-01")) }
    #expect(try await desk.planned() == ["2027-03-01T10:00 onDay"])
  }

  @Test func `another edit keeps the plan as it is`() async throws {
    let desk = try await ReminderDesk()
    let task = try await desk.add("2027-03-01", at: start)
    let before = try await desk.scope.reminders()
    try await desk.edit(task, at: start + 600) { $0.description = .set("Käy") }
    let after = try await desk.scope.reminders()
    #expect(after.map(\.id) == before.map(\.id) && after.map(\.moment) == before.map(\.moment))
    #expect(after.map(\.taskDescription) == ["Käy"])
  }

  @Test func `a task that ends drops its reminders`() async throws {
    let desk = try await ReminderDesk()
    let first = try await desk.add("2027-03-10", at: start)
    let second = try await desk.add("2027-03-10", at: start)
    _ = try await desk.scope.acting(as: .operator, at: start).finishTask(first.id)
    _ = try await desk.scope.acting(as: .operator, at: start).cancelTask(second.id)
    #expect(try await desk.states() == Array(repeating: .cancelled, count: 4))
    #expect(try await desk.log([.reminderCancelled]).isEmpty)
    try await desk.edit(first, at: start) { $0.date = .set(day("2027-03-20")) }
    #expect(try await desk.planned().isEmpty)
  }

  @Test func `a task given to another is planned as that one has it`() async throws {
    let desk = try await ReminderDesk()
    try await desk.edit(desk.liisa, at: start) { $0.reminderAt = .set(TimeOfDay("07:00")) }
    let task = try await desk.add("2027-03-10", at: start)
    try await desk.edit(task, at: start) { $0.person = .set("liisa@a.fi") }
    #expect(
      try await desk.planned() == ["2027-03-09T05:00 before", "2027-03-10T05:00 onDay"])
    #expect(try await desk.scope.reminders().allSatisfy { $0.person == desk.liisa.id })
  }

  @Test func `a removed person's reminders are cancelled and logged, one entry a task`()
    async throws
  {
    let desk = try await ReminderDesk()
    let task = try await desk.add("2027-03-10", at: start)
    _ = try await desk.add("2027-03-11", at: start, person: "liisa@a.fi")
    _ = try await desk.scope.acting(as: .operator, at: start).removePerson(desk.matti.id)
    #expect(
      try await desk.states().sorted { $0.rawValue < $1.rawValue } == [
        .cancelled, .cancelled, .planned, .planned,
      ])
    let entries = try await desk.log([.reminderCancelled])
    #expect(entries.map(\.text) == ["Muistutus peruttiin: Soita 10.3.2027 (Matti)"])
    #expect(entries.map(\.person) == [desk.matti.id] && entries.map(\.task) == [task.id])
    // The task stays, without anybody to remind.
    try await desk.edit(task, at: start) { $0.date = .set(day("2027-03-20")) }
    #expect(try await desk.planned().count == 2)
    try await desk.edit(task, at: start) { $0.person = .set("liisa@a.fi") }
    #expect(try await desk.planned().count == 4)
  }

  @Test func `the plan moves with the company's zone`() async throws {
    let desk = try await ReminderDesk()
    _ = try await desk.add("2027-03-10", at: start)
    try await desk.edit(company: start) { $0.timeZone = .set("America/New_York") }
    #expect(
      try await desk.planned() == ["2027-03-09T13:00 before", "2027-03-10T13:00 onDay"])
  }

  @Test func `a moment that another hour puts into the past goes at once`() async throws {
    let desk = try await ReminderDesk()
    try await desk.edit(desk.matti, at: start) { $0.reminderAt = .set(TimeOfDay("14:00")) }
    _ = try await desk.add("2027-03-01", at: start)
    #expect(try await desk.planned() == ["2027-03-01T12:00 onDay"])
    try await desk.edit(desk.matti, at: start) { $0.reminderAt = .set(TimeOfDay("08:00")) }
    #expect(try await desk.planned() == ["2027-03-01T10:00 onDay"])
  }

  @Test func `a company's workdays take reminders to the day before`() async throws {
    let desk = try await ReminderDesk()
    try await desk.edit(company: start) { $0.reminderWorkdays = .set(true) }
    #expect(try await desk.scope.company().reminderWorkdays)
    // Monday after Easter: both fall on Maundy Thursday, and are one.
    _ = try await desk.add("2027-03-29", at: start)
    #expect(try await desk.planned() == ["2027-03-25T06:00 before"])
    try await desk.edit(company: start) { $0.reminderWorkdays = .set(false) }
    #expect(
      try await desk.planned() == ["2027-03-28T05:00 before", "2027-03-29T05:00 onDay"])
  }

  @Test func `other defaults and other zone rules are found, and nothing else`() async throws {
    let desk = try await ReminderDesk()
    _ = try await desk.add("2027-03-10", at: start)
    _ = try await desk.add("2027-03-11", at: start, days: [3])
    #expect(try await desk.store.refreshPlans(now: start) == 0)
    let other = try await Store.open(
      desk.fixture.directory,
      reminders: ReminderDefaults(daysBefore: [2], at: TimeOfDay(minute: 360)))
    #expect(try await other.refreshPlans(now: start) == 2)
    #expect(
      try await desk.planned() == ["2027-03-08T04:00 before", "2027-03-08T04:00 before"])
    // As if they had been planned by the rules of another tzdata.
    try desk.fixture.tamper("UPDATE reminder SET moment = moment + 3600")
    #expect(try await other.refreshPlans(now: start) == 2)
    #expect(
      try await desk.planned() == ["2027-03-08T04:00 before", "2027-03-08T04:00 before"])
    // A reminder that is overdue already is left to be sent.
    #expect(try await other.refreshPlans(now: instant("2027-03-09T00:00")) == 0)
    #expect(try await desk.planned().count == 2)
  }

  @Test func `tasks from before there were reminders are planned`() async throws {
    let desk = try await ReminderDesk()
    for number in 1...600 {
      _ = try await desk.add("2027-03-\(number % 20 + 10)", at: start)
    }
    try desk.fixture.tamper("DELETE FROM reminder")
    #expect(try await desk.store.refreshPlans(now: start) == 600)
    #expect(try await desk.planned().count == 1_200)
  }

  @Test func `nothing is planned when the log can't be written`() async throws {
    let desk = try await ReminderDesk()
    let task = try await desk.add("2027-03-10", at: start)
    let before = try await desk.scope.reminders()
    try desk.fixture.breakLog()
    await #expect(throws: StoreError.self) { _ = try await desk.add("2027-03-10", at: start) }
    await #expect(throws: StoreError.self) {
      _ = try await desk.scope.acting(as: .operator, at: start).finishTask(task.id)
    }
    await #expect(throws: StoreError.self) {
      _ = try await desk.scope.acting(as: .operator, at: start).removePerson(desk.matti.id)
    }
    #expect(try await desk.scope.reminders() == before)
  }

  @Test func `a calendar hears of every edit that it has to hear of`() async throws {
    let desk = try await ReminderDesk()
    let task = try await desk.add("2027-03-10", at: start)
    func sequence() throws -> String {
      try #require(try desk.fixture.rows(of: "(SELECT sequence FROM task)").first)
    }
    #expect(try sequence().contains("sequence:0"))
    try await desk.edit(task, at: start) { $0.description = .set("Käy") }
    try await desk.edit(task, at: start) { $0.person = .set("liisa@a.fi") }
    #expect(try sequence().contains("sequence:1"))
    try await desk.edit(task, at: start) { $0.date = .set(day("2027-03-20")) }
    _ = try await desk.scope.acting(as: .operator, at: start).finishTask(task.id)
    #expect(try sequence().contains("sequence:3"))
  }
}
