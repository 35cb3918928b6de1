import Foundation
import Records
import Store

@testable import Application

/// An office whose transactions are counted, with a record of each kind.
struct CountedOffice {
  let office: Office
  let engine: CountingEngine
  let store: Store
  let person: Person
  let contact: Contact
  let group: Group
  let document: DocumentRow
  let task: CustomerTask

  var scope: CompanyScope { store.company(office.company.id) }
  var company: ActingCompany { scope.acting(as: .operator, at: Office.now) }

  init() async throws {
    let office = try await Office()
    self.office = office
    engine = CountingEngine(office.store.engine)
    let blobs = BlobStore(
      directory: office.store.directory + "/blobs", storeDirectory: office.store.directory,
      engine: engine)
    store = Store(
      directory: office.store.directory, spoolDirectory: office.store.spoolDirectory,
      engine: engine, blobs: blobs, reminders: ReminderDefaults())
    let company = office.acting
    person = try await company.addPerson(NewPerson(name: "Matti", email: "matti@acme.example"))
    contact = try await company.addContact(NewContact(name: "Maija"), to: office.customer.id)
    group = try await company.addGroup(path: "Myynti/Tarjoukset")
    var details = DocumentUpload.Details()
    details.group = "Myynti/Tarjoukset"
    document = try await DocumentUpload(named: "a.txt", atMost: nil, read: { _ in 0 })
      .add(details, to: company, in: office.store)
    task = try await company.addTask(Self.newTask)
  }

  /// In the future of `Office.now`.
  static let newTask = {
    guard let day = CivilDate("2026-03-02") else { preconditionFailure("no such day") }
    var new = NewTask(person: "matti@acme.example", description: "Soita", date: day)
    new.group = "Myynti"
    return new
  }()
}
