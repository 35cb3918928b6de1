import Foundation
import Records
import Store
import TestKit
import Testing

@testable import SQLiteEngine

/// A person's address with a domain beyond ASCII is one in all its forms.
@Suite struct EmailFormTests {
  private static let now = Date(timeIntervalSince1970: 1_800_000_000)

  @Test(arguments: [
    ("matti@työ.fi", "Matti@XN--TY-GKA.fi"), ("matti@xn--ty-gka.fi", "matti@TYÖ.fi"),
  ])
  func `a person is found by either form, and added once`(typed: String, other: String) async throws
  {
    let directory = try TemporaryDirectory(named: "store")
    let store = try await Store.open(directory.path("store"), making: .ifEmpty)
    let company = try await store.addCompany(NewCompany(name: "Acme Oy", slug: "acme"))
    let scope = store.company(company.id)
    let person = try await scope.acting(as: .operator, at: Self.now).addPerson(
      NewPerson(name: "Matti", email: typed))
    #expect(person.email == typed)
    #expect(try await scope.persons(everWithEmail: other) == [person.id])
    await #expect(throws: StoreError.self) {
      try await scope.acting(as: .operator, at: Self.now).addPerson(
        NewPerson(name: "Matti", email: other))
    }
    let day = try #require(CivilDate(year: 2030, month: 1, day: 1))
    let task = try await scope.acting(as: .operator, at: Self.now).addTask(
      NewTask(person: other, description: "x", date: day), today: day)
    #expect(task.person == person.id)
  }

  @Test(arguments: ["a@xn--a.fi", "a@-ä.fi", "a@ä/b.fi"])
  func `a domain that is none is refused`(email: String) async throws {
    let directory = try TemporaryDirectory(named: "store")
    let store = try await Store.open(directory.path("store"), making: .ifEmpty)
    let company = try await store.addCompany(NewCompany(name: "Acme Oy", slug: "acme"))
    await #expect(throws: StoreError.self) {
      try await store.company(company.id).acting(as: .operator, at: Self.now).addPerson(
        NewPerson(name: "A", email: email))
    }
  }
}
