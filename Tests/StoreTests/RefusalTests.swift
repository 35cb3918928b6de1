import Foundation
import Records
import Testing

@testable import Store

/// A refusal of the store's verbs is a value: record, field and fault.
@Suite struct RefusalTests {
  private let fixture: StoreFixture
  private let scope: CompanyScope
  private let customer: Customer
  private let contact: Contact
  private let person: Person
  private let other: Customer

  init() async throws {
    fixture = try await StoreFixture()
    scope = try await fixture.company()
    customer = try await scope.acting(as: .operator, at: now).addCustomer(
      NewCustomer(name: "Virtanen", externalID: "E1"))
    other = try await scope.acting(as: .operator, at: now).addCustomer(
      NewCustomer(name: "Korhonen"))
    contact = try await scope.acting(as: .operator, at: now).addContact(
      NewContact(name: "Maija"), to: customer.id)
    person = try await scope.acting(as: .operator, at: now).addPerson(
      NewPerson(name: "Matti", email: "matti@acme.example"))
  }

  private func expect(
    _ refusal: Refusal, _ kind: StoreError.Kind = .refused,
    sourceLocation: SourceLocation = #_sourceLocation, _ verb: () async throws -> Void
  ) async {
    let error = await #expect(throws: StoreError.self, sourceLocation: sourceLocation) {
      try await verb()
    }
    #expect(error?.refusal == refusal, sourceLocation: sourceLocation)
    #expect(error?.kind == kind, sourceLocation: sourceLocation)
    #expect(error?.description == refusal.description, sourceLocation: sourceLocation)
  }

  private func task(
    person: String = "matti@acme.example", group: String? = nil, customer: CustomerID? = nil,
    contact: ContactID? = nil, reminderDays: [Int]? = nil
  ) async throws {
    let date = try #require(CivilDate(year: 2026, month: 12, day: 1))
    _ = try await scope.acting(as: .operator, at: now).addTask(
      NewTask(
        person: person, description: "Soita", date: date, group: group, customer: customer,
        contact: contact, reminderDays: reminderDays), today: date)
  }

  @Test func `a name that is taken is a conflict`() async throws {
    await expect(Refusal(.slug, "acme", .taken(.byAnotherCompany))) {
      _ = try await fixture.store.addCompany(NewCompany(name: "Toinen", slug: "acme"))
    }
    await expect(Refusal(.email, "Matti@acme.example", .taken(.by(person.id)))) {
      _ = try await scope.acting(as: .operator, at: now).addPerson(
        NewPerson(name: "M", email: "Matti@acme.example"))
    }
    await expect(Refusal(.externalID, "E1", .taken(.by(customer.id)))) {
      _ = try await scope.acting(as: .operator, at: now).addCustomer(
        NewCustomer(name: "V", externalID: "E1"))
    }
    let sales = try await scope.acting(as: .operator, at: now).addGroup(path: "Myynti")
    let rest = try await scope.acting(as: .operator, at: now).addGroup(path: "Muut")
    let taken = TakenFault.byGroup(sales.id, path: "Myynti")
    await expect(Refusal(of: .record(rest.id), .path, .taken(taken))) {
      _ = try await scope.acting(as: .operator, at: now).renameGroup(rest.id, to: "MYYNTI")
    }
  }

  @Test func `what a record names and isn't there is missing in that field`() async throws {
    let noCustomer = CustomerID(rawValue: 99)
    await expect(.notFound(noCustomer, .customer), .notFound) {
      try await task(customer: noCustomer)
    }
    let nobody = ContactID(rawValue: 99)
    await expect(.notFound(nobody, .contact), .notFound) { try await task(contact: nobody) }
    await expect(Refusal(.group, "Ei ole", .absent(.unknown)), .notFound) {
      try await task(group: "Ei ole")
    }
    await expect(Refusal(.person, "x@y.example", .absent(.nobodyHasAddress)), .notFound) {
      try await task(person: "x@y.example")
    }
    await expect(.notFound(TaskID(rawValue: 99)), .notFound) {
      _ = try await scope.acting(as: .operator, at: now).finishTask(TaskID(rawValue: 99))
    }
    var query = TaskQuery()
    query.person = "x@y.example"
    await expect(Refusal(.person, "x@y.example", .absent(.nobodyHadAddress)), .notFound) {
      _ = try await scope.tasks(query)
    }
  }

  @Test func `the days of a task's own are its field remind`() async throws {
    let fault = TimeFault.notReminderDays(most: 20, furthest: 365)
    await expect(Refusal(.remind, .time(fault))) { try await task(reminderDays: [366]) }
    await expect(Refusal(.reminderDays, .time(fault))) {
      var change = PersonChange()
      change.reminderDays = .set([])
      _ = try await scope.acting(as: .operator, at: now).editPerson(person.id, change)
    }
  }

  @Test func `a contact of another customer is refused in its field`() async throws {
    let fault = PlaceFault.contactOfAnother(customer.id, not: other.id)
    await expect(Refusal(of: .record(contact.id), .contact, .place(fault))) {
      try await task(customer: other.id, contact: contact.id)
    }
  }

  @Test func `a group goes neither into itself nor too deep`() async throws {
    let sales = try await scope.acting(as: .operator, at: now).addGroup(path: "Myynti")
    let offers = try await scope.acting(as: .operator, at: now).addGroup(path: "Myynti/Tarjoukset")
    await expect(Refusal(of: .record(sales.id), .path, .place(.groupInItself))) {
      _ = try await scope.acting(as: .operator, at: now).moveGroup(sales.id, below: sales.id)
    }
    let below = PlaceFault.groupBelow(path: "Myynti/Tarjoukset")
    await expect(Refusal(of: .record(sales.id), .path, .place(below))) {
      _ = try await scope.acting(as: .operator, at: now).moveGroup(sales.id, below: offers.id)
    }
    await expect(Refusal(.path, .place(.tooDeep(most: 100)))) {
      _ = try await scope.acting(as: .operator, at: now).addGroup(
        path: Array(repeating: "x", count: 101).joined(separator: "/"))
    }
  }

  @Test func `what a record's state forbids is no fault of a field`() async throws {
    try await task()
    let id = TaskID(rawValue: 1)
    _ = try await scope.acting(as: .operator, at: now).cancelTask(id)
    await expect(Refusal(of: .record(id), .state(.taskWasCancelled))) {
      _ = try await scope.acting(as: .operator, at: now).finishTask(id)
    }
    _ = try await scope.acting(as: .operator, at: now).removePerson(person.id)
    await expect(Refusal(of: .record(person.id), .state(.wasRemoved(email: person.email)))) {
      _ = try await scope.acting(as: .operator, at: now).editPerson(person.id, PersonChange())
    }
  }

  @Test func `an event under a known external id is a conflict with its entry`() async throws {
    var event = RecordedEvent(kind: .note)
    (event.text, event.externalID) = ("a", "S-1")
    let first = try await scope.log.record(event, now: now).entry
    event.text = "b"
    await expect(Refusal(.externalID, "S-1", .taken(.byEntry(first.number)))) {
      [event] in _ = try await scope.log.record(event, now: now)
    }
    (event.externalID, event.person) = ("S-2", "x@y.example")
    await expect(Refusal(.person, "x@y.example", .absent(.nobodyHasAddress)), .notFound) {
      [event] in _ = try await scope.log.record(event, now: now)
    }
    (event.person, event.at) = (nil, .distantPast.addingTimeInterval(-1e11))
    await expect(Refusal(.at, .time(.outOfYears(1990...2036)))) {
      [event] in _ = try await scope.log.record(event, now: now)
    }
  }

  @Test func `a page begins behind an entry of the log, and has one row at least`() async throws {
    await expect(Refusal(of: .cursor, .request(.foreignCursor))) {
      _ = try await scope.log.search(LogQuery(after: "x"))
    }
    await expect(Refusal(of: .limit, .request(.belowOne))) {
      _ = try await scope.log.search(LogQuery(limit: 0))
    }
  }

  @Test func `an error of the world is no refusal`() {
    let error = StoreError(kind: .io, subject: "store /x", cause: "it is gone")
    #expect(error.refusal == nil && error.adding("try again").refusal == nil)
    let inside = StoreError(Refusal(.name, .text(.empty))).inside("rivit.csv, line 3")
    #expect(inside.refusal == Refusal(.name, .text(.empty)) && inside.isRefusal)
    #expect(inside.description == "rivit.csv, line 3: name: it is empty; give one")
  }
}
