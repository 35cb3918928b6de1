import Foundation
import Records
import Testing

@testable import Store

@Suite struct GroupLogTests {
  @Test func `each group that is added, renamed or moved is told of, and by whom`() async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    let matti = try await scope.acting(as: .operator, at: now).addPerson(
      NewPerson(name: "Matti", email: "matti@acme.example"))
    let company = scope.acting(as: .person(matti.id), at: now)
    let offers = try await company.addGroup(path: "Myynti/Tarjoukset")
    _ = try await company.addGroup(path: "myynti/tarjoukset")
    _ = try await company.renameGroup(offers.id, to: "Pyynnöt")
    _ = try await company.renameGroup(offers.id, to: "Pyynnöt")
    _ = try await company.moveGroup(offers.id, below: nil)
    _ = try await company.moveGroup(offers.id, below: nil)
    let kinds: Set<LogKind> = [.groupAdded, .groupRenamed, .groupMoved]
    let entries = try await scope.log.search(LogQuery(kinds: kinds)).entries.reversed()
    #expect(
      entries.map(\.text) == [
        "Lisättiin ryhmä Myynti", "Lisättiin ryhmä Myynti/Tarjoukset",
        "Nimettiin ryhmä uudelleen: Myynti/Tarjoukset → Myynti/Pyynnöt",
        "Siirrettiin ryhmä: Myynti/Pyynnöt → Pyynnöt",
      ])
    #expect(entries.allSatisfy { $0.person == matti.id })
    #expect(try await scope.log.verify().isIntact)
  }
}
