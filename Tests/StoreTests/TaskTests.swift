import Foundation
import Platform
import Records
import Testing

@testable import Store

/// The day of `now`, anywhere between Honolulu and Tokyo.
let today = day("2026-03-02")

func day(_ text: String) -> CivilDate {
  guard let day = CivilDate(text) else { preconditionFailure("\(text) is no day") }
  return day
}

@Suite struct TaskTests {
  /// A company where Matti and Liisa work, with a customer that has a contact.
  struct Desk {
    let fixture: StoreFixture
    let scope: CompanyScope
    let matti: Person
    let liisa: Person
    let customer: CustomerID
    let contact: ContactID

    init(language: Language = .finnish) async throws {
      fixture = try await StoreFixture()
      scope = try await fixture.company(language: language)
      matti = try await scope.acting(as: .operator, at: now).addPerson(
        NewPerson(name: "Matti Meikäläinen", email: "matti@example.fi"))
      liisa = try await scope.acting(as: .operator, at: now).addPerson(
        NewPerson(name: "Liisa", email: "liisa@example.fi"))
      customer = try fixture.insertCustomer("Virtanen Oy", of: scope)
      contact = try fixture.insertContact("Maija Virtanen", at: customer, of: scope)
    }

    func add(
      _ description: String = "Soita Virtaselle", on date: CivilDate = day("2026-12-01"),
      _ setUp: (inout NewTask) -> Void = { _ in }
    ) async throws -> CustomerTask {
      var new = NewTask(person: matti.email, description: description, date: date)
      setUp(&new)
      return try await scope.acting(as: .operator, at: now).addTask(new, today: today)
    }

    func edit(
      _ task: CustomerTask, _ setUp: (inout TaskChange) -> Void
    ) async throws -> CustomerTask {
      var change = TaskChange()
      setUp(&change)
      return try await scope.acting(as: .operator, at: now).editTask(task.id, change)
    }

    func log(_ kinds: Set<LogKind>) async throws -> [LogEntry] {
      try await scope.log.search(LogQuery(kinds: kinds)).entries
    }
  }

  @Test func `a task is logged with whom it concerns, in the company's language`() async throws {
    let desk = try await Desk()
    _ = try await desk.scope.acting(as: .operator, at: now).addGroup(path: "Myynti")
    let task = try await desk.scope.acting(as: .person(desk.liisa.id), at: now).addTask(
      NewTask(
        person: "MATTI@example.fi", description: " Soita\r\nVirtaselle ",
        date: day("2026-12-01"), group: "myynti", contact: desk.contact), today: today)
    #expect(task.person == desk.matti.id && task.personEmail == "matti@example.fi")
    #expect(task.description == "Soita\nVirtaselle")
    #expect(task.state == .open)
    #expect(task.party == Party(customer: desk.customer, contact: desk.contact))
    #expect(try await desk.scope.task(task.id) == task)
    let entry = try #require(try await desk.log([.taskAdded]).first)
    #expect(entry.text == "Lisättiin tehtävä: Soita Virtaselle 1.12.2026 (Matti Meikäläinen)")
    #expect(entry.task == task.id)
    #expect(entry.party == task.party)
    #expect(entry.personEmail == "liisa@example.fi")
  }

  @Test(arguments: [
    ("2026-03-01", false, TaskState.done), ("2026-03-01", true, .open),
    ("2026-03-02", false, .open), ("2026-03-03", false, .open), ("2024-02-29", false, .done),
    ("2028-02-29", false, .open), ("0001-01-01", false, .done), ("9999-12-31", false, .open),
  ])
  func `a past task is recorded as done unless it is to stay open`(
    date: String, staysOpen: Bool, state: TaskState
  ) async throws {
    let desk = try await Desk()
    let task = try await desk.add(on: day(date)) { $0.staysOpen = staysOpen }
    #expect(task.state == state)
    let texts = try await desk.log([.taskAdded]).map(\.text)
    let verb = state == .done ? "Kirjattiin tehty tehtävä" : "Lisättiin tehtävä"
    #expect(texts.count == 1 && texts[0].hasPrefix(verb))
    #expect(try await desk.log([.taskDone]).isEmpty)
  }

  @Test(arguments: [
    ("Europe/Helsinki", 1_772_488_799, "2026-03-02"),
    ("Europe/Helsinki", 1_772_488_800, "2026-03-03"),
    ("UTC", 1_772_488_800, "2026-03-02"), ("Pacific/Kiritimati", 1_772_445_600, "2026-03-03"),
    ("Pacific/Honolulu", 1_772_445_599, "2026-03-01"),
    ("Pacific/Honolulu", 1_772_445_600, "2026-03-02"),
    // The hour that is there twice, and the day that Samoa left out.
    ("Europe/Helsinki", 1_792_890_000, "2026-10-25"), ("Pacific/Apia", 1_325_239_200, "2011-12-31"),
  ])
  func `the day is that of the zone`(zone: String, second: Int, expected: String) throws {
    let clock = try LocalClock(zone: #require(Zone(zone)))
    #expect(clock.day(at: Int64(second)).description == expected)
  }

  @Test func `an edit says what it changed, and nothing is logged when it changes nothing`()
    async throws
  {
    let desk = try await Desk()
    _ = try await desk.scope.acting(as: .operator, at: now).addGroup(path: "Myynti/Tarjoukset")
    let task = try await desk.add()
    let edited = try await desk.edit(task) {
      $0.description = .set("Käy Virtasella")
      $0.date = .set(day("2026-12-24"))
      $0.person = .set("liisa@example.fi")
      $0.group = .set("myynti/tarjoukset")
      $0.party.contact = .set(.id(desk.contact))
    }
    #expect(edited.personEmail == "liisa@example.fi")
    #expect(edited.party == Party(customer: desk.customer, contact: desk.contact))
    let again = try await desk.edit(edited) {
      $0.description = .set(" Käy Virtasella")
      $0.person = .set("LIISA@example.fi")
      $0.group = .set("Myynti/TARJOUKSET")
      $0.party.customer = .set(.id(desk.customer))
    }
    #expect(again == edited)
    let entries = try await desk.log([.taskEdited])
    #expect(
      entries.map(\.text) == [
        "Muutettiin tehtävää: Soita Virtaselle (kuvaus: Soita Virtaselle → Käy Virtasella, "
          + "päivä: 1.12.2026 → 24.12.2026, henkilö: Matti Meikäläinen → Liisa, "
          + "ryhmä: – → Myynti/Tarjoukset, asiakas: – → Virtanen Oy, kontakti: – → Maija Virtanen)"
      ])
    #expect(entries[0].party == edited.party && entries[0].task == task.id)
    let cleared = try await desk.edit(edited) {
      $0.group = .set(nil)
      $0.party.customer = .set(nil)
    }
    #expect(cleared.group == nil && cleared.party == Party())
  }

  @Test(arguments: [
    (
      Language.swedish, "Ny uppgift: Ring 1.12.2026 (Matti Meikäläinen)",
      "Uppgiften utfördes: Ring 1.12.2026 (Matti Meikäläinen)",
      "Uppgiften ändrades: Ring (datum: 1.12.2026 → 2.3.2026)"
    ),
    (
      .english, "Added the task: Ring 1 December 2026 (Matti Meikäläinen)",
      "The task was done: Ring 1 December 2026 (Matti Meikäläinen)",
      "Edited the task: Ring (date: 1 December 2026 → 2 March 2026)"
    ),
  ])
  func `the log speaks the company's language`(
    language: Language, added: String, done: String, edited: String
  ) async throws {
    let desk = try await Desk(language: language)
    let task = try await desk.add("Ring")
    _ = try await desk.scope.acting(as: .operator, at: now).finishTask(task.id)
    _ = try await desk.edit(task) { $0.date = .set(today) }
    let texts = try await desk.log([.taskAdded, .taskDone, .taskEdited]).map(\.text)
    #expect(texts == [edited, done, added])
  }

  @Test func `records of one name are told apart in an edit's text`() async throws {
    let desk = try await Desk()
    let twin = try desk.fixture.insertCustomer("Virtanen Oy", of: desk.scope)
    let task = try await desk.add { $0.customer = .id(desk.customer) }
    _ = try await desk.edit(task) { $0.party.customer = .set(.id(twin)) }
    let text = try #require(try await desk.log([.taskEdited]).first?.text)
    #expect(text.contains("asiakas: Virtanen Oy (1) → Virtanen Oy (2)"))
  }

  @Test func `a task ends once; its details may be corrected afterwards`() async throws {
    let desk = try await Desk()
    let first = try await desk.add()
    let second = try await desk.add()
    let done = try await desk.scope.acting(as: .person(desk.matti.id), at: now).finishTask(first.id)
    #expect(done.state == .done)
    #expect(try await desk.scope.acting(as: .operator, at: now).finishTask(first.id) == done)
    let cancelled = try await desk.scope.acting(as: .operator, at: now).cancelTask(second.id)
    #expect(cancelled.state == .cancelled)
    #expect(try await desk.scope.acting(as: .operator, at: now).cancelTask(second.id) == cancelled)
    await #expect(throws: StoreError.self) {
      _ = try await desk.scope.acting(as: .operator, at: now).cancelTask(first.id)
    }
    await #expect(throws: StoreError.self) {
      _ = try await desk.scope.acting(as: .operator, at: now).finishTask(second.id)
    }
    _ = try await desk.scope.acting(as: .operator, at: now).removePerson(desk.matti.id)
    let corrected = try await desk.edit(done) { $0.description = .set("Soitettu") }
    #expect(corrected.state == .done && corrected.personEmail == "matti@example.fi")
    let entries = try await desk.log([.taskDone, .taskCancelled])
    #expect(entries.map(\.kind) == [.taskCancelled, .taskDone])
    #expect(entries.map(\.personEmail) == [nil, "matti@example.fi"])
    #expect(entries[0].text == "Tehtävä peruttiin: Soita Virtaselle 1.12.2026 (Matti Meikäläinen)")
  }

  @Test(arguments: [
    "", " \n ", "a\u{0}b", "\t\u{202E}\u{2028}", String(repeating: "ä", count: 2_001),
  ])
  func `a description that is none is refused`(description: String) async throws {
    let desk = try await Desk()
    await #expect(throws: StoreError.self) { _ = try await desk.add(description) }
    let task = try await desk.add()
    await #expect(throws: StoreError.self) {
      _ = try await desk.edit(task) { $0.description = .set(description) }
    }
    #expect(try await desk.scope.tasks() == [task])
  }

  @Test(arguments: ["👩‍💻 etänä", "rivi\nrivi", String(repeating: "ä", count: 2_000)])
  func `a description has lines, emoji and 2,000 characters`(description: String) async throws {
    #expect(try await Desk().add(description).description == description)
  }
}
