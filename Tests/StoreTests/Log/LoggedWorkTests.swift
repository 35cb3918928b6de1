import Foundation
import Records
import Testing

@testable import Store

/// The log as work goes.
@Suite struct LoggedWorkTests {
  @Test(arguments: [("2026-02-10", "2026-02-10T10:00:00Z"), ("2025-07-01", "2025-07-01T09:00:00Z")])
  func `a task of a past day stands in the log at that day's noon`(
    day: String, moment: String
  ) async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    let acting = scope.acting(as: .operator, at: now)
    _ = try await acting.addPerson(NewPerson(name: "Matti", email: "matti@acme.example"))
    let date = try #require(CivilDate(day))
    let task = try await acting.addTask(
      NewTask(person: "matti@acme.example", description: "Soitti", date: date))
    let open = try await acting.addTask(
      NewTask(
        person: "matti@acme.example", description: "Jäi kesken", date: date, staysOpen: true))
    #expect(task.state == .done && open.state == .open)
    let entries = try await scope.log.search(LogQuery(kinds: [.taskAdded])).entries
    #expect(entries.map(\.task) == [open.id, task.id])
    #expect(entries.map(\.recordedAt) == [now, now])
    #expect(entries.map(\.at) == [now, try Date(moment, strategy: .iso8601)])
    #expect(try await scope.log.verify().isIntact)
  }

  @Test func `a person is found as who acts and as who is meant`() async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    let byOperator = scope.acting(as: .operator, at: now)
    let matti = try await byOperator.addPerson(
      NewPerson(name: "Matti", email: "matti@acme.example"))
    let maija = try await byOperator.addPerson(
      NewPerson(name: "Maija", email: "maija@acme.example"))
    let byMaija = scope.acting(as: .person(maija.id), at: now)
    let today = try #require(CivilDate("2026-03-02"))
    let task = try await byMaija.addTask(
      NewTask(person: "matti@acme.example", description: "Soita", date: today))
    _ = try await byMaija.addGroup(path: "Myynti")
    var change = PersonChange()
    change.name = .set("Matti M.")
    _ = try await byMaija.editPerson(matti.id, change)
    _ = try await byOperator.finishTask(task.id)
    func kinds(of person: Person) async throws -> [LogKind] {
      try await scope.log.search(LogQuery(persons: [person.id])).entries.map(\.kind).reversed()
    }
    #expect(try await kinds(of: matti) == [.personAdded, .taskAdded, .personEdited, .taskDone])
    #expect(
      try await kinds(of: maija) == [.personAdded, .taskAdded, .groupAdded, .personEdited])
    _ = try await byOperator.erasePerson(matti.id, ErasureRequest()) { _ in }
    let left = try await kinds(of: matti)
    #expect(left.contains(.taskAdded) && left.last == .personRemoved)
    #expect(try await scope.log.verify().isIntact)
  }
}
