import Records
import Store
import Testing

@testable import Application

/// The erasure of somebody's data: counted first, then done, with the store's files after it.
@Suite struct PersonalErasureTests {
  @Test func `a look and a dry run change nothing, and an erasure tells what is left`() async throws
  {
    let office = try await Office()
    let contact = try await office.acting.addContact(
      NewContact(name: "Maija Korhonen"), to: office.customer.id)
    let erasure = PersonalErasure(of: contact.id, at: office.acting, in: office.store)
    #expect(try await erasure.look(ErasureRequest()).entries == 1)
    var dry = ErasureRequest()
    dry.dryRun = true
    var outcomes: [PersonalErasure.Outcome] = []
    try await erasure.run(dry) { outcomes.append($0) }
    #expect(outcomes.first?.row.erased == false && outcomes.first?.traces == nil)
    #expect(try await office.scope.contact(contact.id)?.name == "Maija Korhonen")

    try await erasure.run(ErasureRequest()) { outcomes.append($0) }

    let outcome = try #require(outcomes.last)
    #expect(outcomes.count == 2 && outcome.row.erased && outcome.traces?.isRenewed == true)
    #expect(outcome.row.id == contact.id.rawValue && outcome.row.company == "acme")
    #expect(try await office.scope.contact(contact.id)?.name != "Maija Korhonen")
  }

  @Test func `an outcome that can't be delivered is an error`() async throws {
    struct Undelivered: Error {}
    let office = try await Office()
    let person = try await office.acting.addPerson(
      NewPerson(name: "Matti", email: "matti@acme.example"))
    let erasure = PersonalErasure(of: person.id, at: office.acting, in: office.store)
    await #expect(throws: Undelivered.self) {
      try await erasure.run(ErasureRequest()) { _ in throw Undelivered() }
    }
    var row: ErasureRow?
    try await erasure.run(ErasureRequest()) { row = $0.row }
    #expect(row?.entries == 1)
  }
}
