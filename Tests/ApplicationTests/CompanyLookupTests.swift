import Records
import Store
import Testing

@testable import Application

/// A request's names of companies, records and persons, before anything is done.
@Suite struct CompanyLookupTests {
  @Test func `a slug that no company has is refused`() async throws {
    let office = try await Office()
    #expect(try await office.store.company(named: "acme").id == office.company.id)
    #expect(try await office.store.company(ifNamed: nil) == nil)
    await #expect(throws: Refusal(of: .company(slug: "none"), .absent(.unknown))) {
      _ = try await office.store.company(named: "none")
    }
  }

  @Test func `a record of another company does not exist`() async throws {
    let office = try await Office()
    let id = office.customer.id
    _ = try await office.store.addCompany(NewCompany(name: "Toinen Oy", slug: "toinen"))
    #expect(try await office.store.owner(of: id, named: nil).id == office.company.id)
    #expect(try await office.store.owner(of: id, named: "acme").id == office.company.id)
    await #expect(throws: Refusal.notFound(id)) {
      _ = try await office.store.owner(of: id, named: "toinen")
    }
    let unknown = CustomerID(rawValue: 99)
    await #expect(throws: Refusal.notFound(unknown)) {
      _ = try await office.store.owner(of: unknown, named: nil)
    }
  }

  @Test func `only a person of the company acts`() async throws {
    let office = try await Office()
    #expect(try await office.scope.actor(nil) == .operator)
    let person = try await office.acting.addPerson(
      NewPerson(name: "Matti", email: "matti@acme.example"))
    #expect(try await office.scope.actor("Matti@acme.example") == .person(person.id))
    let stranger = Refusal(of: .actor, given: "x@y.example", .absent(.nobodyHasAddress))
    await #expect(throws: stranger) {
      _ = try await office.scope.acting(as: "x@y.example", now: Office.now)
    }
  }
}
