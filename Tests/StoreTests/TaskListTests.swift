import Foundation
import Records
import Testing

@testable import Store

/// Finding tasks, and what isn't there for a company's tasks.
@Suite struct TaskListTests {
  typealias Desk = TaskTests.Desk

  @Test func `tasks are listed by date, by all that is asked for`() async throws {
    let desk = try await Desk()
    for path in ["Myynti/Tarjoukset", "Tuki"] {
      _ = try await desk.scope.acting(as: .operator, at: now).addGroup(path: path)
    }
    let late = try await desk.add("Tarjous Äijälle", on: day("2026-05-02")) {
      $0.group = "Myynti/Tarjoukset"
      $0.contact = .id(desk.contact)
    }
    let early = try await desk.add("Soita", on: day("2026-05-01")) { $0.group = "Myynti" }
    let past = try await desk.add("soitettu", on: day("2026-01-01")) { $0.group = "Tuki" }
    let same = try await desk.add("Toinen tarjous", on: day("2026-05-01")) {
      $0.person = "liisa@example.fi"
      $0.customer = .id(desk.customer)
    }
    func found(_ setUp: (inout TaskQuery) -> Void) async throws -> [TaskID] {
      var query = TaskQuery()
      setUp(&query)
      return try await desk.scope.tasks(query).map(\.id)
    }
    #expect(try await found { _ in } == [past.id, early.id, same.id, late.id])
    let two = try await desk.scope.tasks(page: ListPage(limit: 2, after: past.id))
    #expect(two.map(\.id) == [early.id, same.id])
    #expect(try await found { $0.person = "LIISA@example.fi" } == [same.id])
    #expect(try await found { $0.state = .done } == [past.id])
    #expect(try await found { $0.customer = .id(desk.customer) } == [same.id, late.id])
    #expect(try await found { $0.contact = .id(desk.contact) } == [late.id])
    #expect(try await found { $0.group = "MYYNTI" } == [early.id, late.id])
    #expect(try await found { $0.group = "myynti/tarjoukset" } == [late.id])
    #expect(try await found { $0.from = day("2026-05-02") } == [late.id])
    #expect(try await found { $0.to = day("2026-05-01") } == [past.id, early.id, same.id])
    #expect(try await found { $0.text = "TARJOUS äij" } == [late.id])
    #expect(try await found { $0.text = "aij" } == [])
    #expect(try await found { $0.text = "soit" } == [past.id, early.id])
    var offers = TaskQuery()
    offers.text = "tarjous"
    let first = try await desk.scope.tasks(offers, page: ListPage(limit: 1))
    #expect(first.map(\.id) == [same.id])
    for broken: @Sendable (inout TaskQuery) -> Void in [
      { $0.group = "Ei ole" }, { $0.person = "nobody@example.fi" },
      { $0.customer = .id(CustomerID(rawValue: 99)) },
      { $0.contact = .id(ContactID(rawValue: 99)) },
    ] {
      var query = TaskQuery()
      broken(&query)
      let asked = query
      let error = await #expect(throws: StoreError.self) {
        _ = try await desk.scope.tasks(asked)
      }
      #expect(error?.kind == .notFound)
    }
  }

  @Test func `a removed person's tasks are still found`() async throws {
    let desk = try await Desk()
    let task = try await desk.add()
    _ = try await desk.scope.acting(as: .operator, at: now).removePerson(desk.matti.id)
    var query = TaskQuery()
    query.person = "matti@example.fi"
    #expect(try await desk.scope.tasks(query) == [task])
    await #expect(throws: StoreError.self) { _ = try await desk.add() }
  }

  @Test func `nothing of another company exists for a task`() async throws {
    let desk = try await Desk()
    let beta = try await desk.fixture.company("beta")
    let task = try await desk.add()
    _ = try await desk.scope.acting(as: .operator, at: now).addGroup(path: "Myynti")
    _ = try await beta.acting(as: .operator, at: now).addPerson(
      NewPerson(name: "Pekka", email: "pekka@beta.example"))
    let foreign: [@Sendable (inout NewTask) -> Void] = [
      { $0.person = "matti@example.fi" }, { $0.customer = .id(desk.customer) },
      { $0.contact = .id(desk.contact) }, { $0.group = "Myynti" },
    ]
    for change in foreign {
      var new = NewTask(person: "pekka@beta.example", description: "X", date: today)
      change(&new)
      let asked = new
      let error = await #expect(throws: StoreError.self) {
        _ = try await beta.acting(as: .operator, at: now).addTask(asked, today: today)
      }
      #expect(error?.kind == .notFound)
    }
    #expect(try await beta.task(task.id) == nil)
    #expect(try await beta.tasks().isEmpty)
    for attempt: @Sendable () async throws -> CustomerTask in [
      { try await beta.acting(as: .operator, at: now).editTask(task.id, TaskChange()) },
      { try await beta.acting(as: .operator, at: now).finishTask(task.id) },
      { try await beta.acting(as: .operator, at: now).cancelTask(task.id) },
    ] {
      let error = await #expect(throws: StoreError.self) { _ = try await attempt() }
      #expect(error?.kind == .notFound)
    }
    let own = try await beta.acting(as: .operator, at: now).addTask(
      NewTask(person: "pekka@beta.example", description: "Oma", date: today), today: today)
    await #expect(throws: StoreError.self) {
      var change = TaskChange()
      change.party.contact = .set(.id(desk.contact))
      _ = try await beta.acting(as: .operator, at: now).editTask(own.id, change)
    }
    await #expect(throws: StoreError.self) {
      _ = try await beta.acting(as: .person(desk.matti.id), at: now).finishTask(own.id)
    }
    #expect(try await beta.task(own.id) == own)
  }

  @Test func `a log that can't be written leaves tasks as they are`() async throws {
    let desk = try await Desk()
    let task = try await desk.add()
    let before = try desk.fixture.rows(of: "task")
    try desk.fixture.breakLog()
    for attempt: @Sendable () async throws -> CustomerTask in [
      { try await desk.add("Toinen") },
      { try await desk.edit(task) { $0.description = .set("Muu") } },
      { try await desk.scope.acting(as: .operator, at: now).finishTask(task.id) },
      { try await desk.scope.acting(as: .operator, at: now).cancelTask(task.id) },
    ] {
      await #expect(throws: StoreError.self) { _ = try await attempt() }
    }
    #expect(try desk.fixture.rows(of: "task") == before)
  }
}
