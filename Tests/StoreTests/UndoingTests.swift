import Foundation
import Records
import Testing

@testable import Store

/// A change that is undone leaves everything as if it had not been, but for the log.
@Suite struct UndoingTests {
  /// A change of one company, and its undoing.
  struct Pair: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let undoing: LogKind
    /// The entry that the undoing corrects.
    let undone: LogKind
    let change: @Sendable (Desk, ActingCompany) async throws -> Void
    let undo: @Sendable (Desk, ActingCompany) async throws -> Void

    init(
      _ name: String, _ undone: LogKind, by undoing: LogKind,
      _ change: @escaping @Sendable (Desk, ActingCompany) async throws -> Void,
      _ undo: @escaping @Sendable (Desk, ActingCompany) async throws -> Void
    ) {
      testDescription = name
      (self.undone, self.undoing) = (undone, undoing)
      (self.change, self.undo) = (change, undo)
    }
  }

  /// A company with a person, a customer, documents in the Inbox and filed, and an open task.
  struct Desk: Sendable {
    let fixture: StoreFixture
    let scope: CompanyScope
    let matti: Person
    let customer: CustomerID
    let other: CustomerID
    let mailed: DocumentID
    let filed: DocumentID
    let task: TaskID
    let yearly: TaskID

    init() async throws {
      fixture = try await StoreFixture()
      scope = try await fixture.company()
      let company = scope.acting(as: .operator, at: now)
      matti = try await company.addPerson(NewPerson(name: "Matti", email: "matti@example.fi"))
      customer = try await company.addCustomer(NewCustomer(name: "Virtanen Oy")).id
      other = try await company.addCustomer(NewCustomer(name: "Toinen Oy")).id
      try await fixture.file([try fixture.mail(uid: 1, to: [.filed(scope)], holding: ["a"])])
      mailed = try #require(try await scope.documents().first).id
      filed = try await company.addDocument(
        NewDocument(fileName: "b.pdf", mediaType: "x/y", customer: customer),
        blob: try fixture.blob("b")
      ).id
      let date = day("2026-12-01")
      task = try await company.addTask(
        NewTask(
          person: matti.email, description: "Soita", date: date, customer: customer,
          reminderDays: [7, 1, 0]), today: today
      ).id
      yearly = try await company.addTask(
        NewTask(person: matti.email, description: "Muista", date: date, every: .year),
        today: today
      ).id
    }

    /// Everything but the log.
    func everything() async throws -> [String] {
      var open = TaskQuery()
      open.state = .open
      return try await scope.persons(includingRemoved: true).map { "\($0)" }
        + scope.customers().map { "\($0)" } + scope.documents().map { "\($0)" }
        + scope.tasks(open).map { "\($0)" } + scope.groups().map { "\($0)" }
        + [scope.company()].map { "\($0)" }
        + scope.contacts().map { "\($0)" }
        + scope.reminders().filter { $0.state == .planned }.map {
          "\($0.task) \($0.moment) \($0.kind)"
        }.sorted()
    }
  }

  static let pairs = [
    Pair(
      "document assign", .documentAssigned, by: .documentReturned,
      { _ = try await $1.assign($0.mailed, .to($0.customer)) },
      { _ = try await $1.returnDocument($0.mailed) }),
    Pair(
      "document archive, from the Inbox", .documentArchived, by: .documentRestored,
      { _ = try await $1.archive($0.mailed) }, { _ = try await $1.restoreDocument($0.mailed) }),
    Pair(
      "document archive, from its customer", .documentArchived, by: .documentRestored,
      { _ = try await $1.archive([$0.filed]) }, { _ = try await $1.restoreDocument($0.filed) }),
    Pair(
      "task done", .taskDone, by: .taskReopened,
      { _ = try await $1.finishTask($0.task) }, { _ = try await $1.reopenTask($0.task) }),
    Pair(
      "task cancel", .taskCancelled, by: .taskReopened,
      { _ = try await $1.cancelTask($0.task) }, { _ = try await $1.reopenTask($0.task) }),
    Pair(
      "task done, of a series", .taskDone, by: .taskReopened,
      { _ = try await $1.finishTask($0.yearly) }, { _ = try await $1.reopenTask($0.yearly) }),
    Pair(
      "person remove", .personRemoved, by: .personRestored,
      { _ = try await $1.removePerson($0.matti.id) },
      { _ = try await $1.restorePerson($0.matti.id) }),
  ]

  @Test(arguments: pairs)
  func `an undoing leaves all but the log as it was`(pair: Pair) async throws {
    let desk = try await Desk()
    let before = try await desk.everything()
    let found = try await desk.scope.log.search(LogQuery(customer: desk.customer)).entries
    try await pair.change(desk, desk.scope.acting(as: .operator, at: now + 60))
    #expect(try await desk.everything() != before)
    try await pair.undo(desk, desk.scope.acting(as: .operator, at: now + 120))
    #expect(try await desk.everything() == before)

    let log = desk.scope.log
    let undoing = try #require(try await log.search(LogQuery(kinds: [pair.undoing])).entries.first)
    let undone = try #require(try await log.search(LogQuery(kinds: [pair.undone])).entries.first)
    #expect(undoing.corrects == undone.number && undone.correctedBy == [undoing.number])
    let later = try await log.search(LogQuery(customer: desk.customer)).entries
    #expect(Set(found.map(\.number)).isSubset(of: Set(later.map(\.number))))
    #expect(try await log.verify().isIntact)

    // Done again, the undoing finds nothing to undo.
    let last = try await log.search(LogQuery(limit: 1)).entries.first?.number
    try await pair.undo(desk, desk.scope.acting(as: .operator, at: now + 180))
    #expect(try await log.search(LogQuery(limit: 1)).entries.first?.number == last)
  }

  @Test func `a person whose address is another's by now is not restored`() async throws {
    let desk = try await Desk()
    let company = desk.scope.acting(as: .operator, at: now)
    _ = try await company.removePerson(desk.matti.id)
    let other = try await company.addPerson(NewPerson(name: "M", email: desk.matti.email))
    let error = await #expect(throws: StoreError.self) {
      try await company.restorePerson(desk.matti.id)
    }
    #expect(error?.refusal?.code == .conflict)
    #expect(error?.refusal?.fault == .taken(.by(other.id)))
  }

  @Test func `tasks of a person who is removed go to another, or are told`() async throws {
    let desk = try await Desk()
    let company = desk.scope.acting(as: .operator, at: now)
    let liisa = try await company.addPerson(NewPerson(name: "Liisa", email: "liisa@example.fi"))
    let removed = try await company.removePerson(desk.matti.id)
    #expect(removed.openTasks == [desk.task, desk.yearly])
    _ = try await company.restorePerson(desk.matti.id)
    let again = try await company.removePerson(desk.matti.id, tasksTo: liisa.email)
    #expect(again.openTasks.isEmpty && again.person.removed)
    #expect(try await desk.scope.tasks().map(\.person) == [liisa.id, liisa.id])
    let planned = try await desk.scope.reminders(ReminderQuery(state: .planned))
    #expect(!planned.isEmpty && planned.allSatisfy { $0.person == liisa.id })
    await #expect(throws: StoreError.self) {
      try await company.removePerson(liisa.id, tasksTo: "nobody@example.fi")
    }
    #expect(try await desk.scope.person(liisa.id)?.removed == false)
  }
}

extension PartyChange {
  /// Gives it to a customer.
  static func to(_ customer: CustomerID) -> PartyChange {
    var change = PartyChange()
    change.customer = .set(.id(customer))
    return change
  }
}
