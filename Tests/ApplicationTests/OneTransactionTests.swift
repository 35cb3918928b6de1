import Foundation
import Records
import Store
import Testing

@testable import Application

/// A change is one transaction, and its row needs no second one.
@Suite struct OneTransactionTests {
  @Test func `each change gives its whole row out of its own transaction`() async throws {
    let office = try await Office()
    let engine = CountingEngine(office.store.engine)
    let blobs = BlobStore(
      directory: office.store.directory + "/blobs", storeDirectory: office.store.directory,
      engine: engine)
    let store = Store(
      directory: office.store.directory, spoolDirectory: office.store.spoolDirectory,
      engine: engine, blobs: blobs, reminders: ReminderDefaults())
    let company = store.company(office.scope.id).acting(as: .operator, at: Office.now)
    _ = try await company.addGroup(path: "Myynti/Tarjoukset")
    _ = try await company.addPerson(NewPerson(name: "Matti", email: "matti@acme.example"))
    var details = DocumentUpload.Details()
    details.group = "Myynti/Tarjoukset"
    let document = try await DocumentUpload(named: "a.txt", atMost: nil, read: { _ in 0 })
      .add(details, to: company, in: store)
    let today = try #require(CivilDate("2026-03-02"))
    _ = engine.take()

    var party = PartyChange()
    party.customer = .set(office.customer.id)
    let assigned = DocumentRow(try await company.assign(document.id, party))
    #expect(engine.take() == 1)
    #expect(assigned.company == "acme" && assigned.group == "Myynti/Tarjoukset")
    #expect(assigned.customer == office.customer.id)

    var new = NewTask(person: "matti@acme.example", description: "Soita", date: today)
    new.group = "Myynti"
    let task = TaskRow(try await company.addTask(new, today: today))
    #expect(engine.take() == 1)
    #expect(task.company == "acme" && task.group == "Myynti")
    #expect(task.person == "matti@acme.example")

    var change = CustomerChange()
    change[.phone] = .set("040 123 4567")
    _ = CustomerRow(try await company.editCustomer(office.customer.id, change))
    #expect(engine.take() == 1)
  }
}
