import Foundation
import Records
import Testing

@testable import Store

/// The changes that a company refuses, and allows, while its Mini-CRM is switched off.
@Suite struct SwitchedOffTests {
  private struct Desk {
    let fixture: StoreFixture
    let company: ActingCompany
    let customer: CustomerID
    let contact: ContactID
    let person: PersonID
    let group: GroupID
    let task: TaskID
    let document: DocumentID
    let today: CivilDate

    /// A company with one of everything, which is then switched off.
    init() async throws {
      fixture = try await StoreFixture()
      let scope = try await fixture.company()
      company = scope.acting(as: .operator, at: now)
      today = try #require(CivilDate("2026-03-02"))
      customer = try await company.addCustomer(NewCustomer(name: "Virtanen Oy")).id
      contact = try await company.addContact(NewContact(name: "Maija"), to: customer).id
      person = try await company.addPerson(NewPerson(name: "Matti", email: "m@acme.example")).id
      group = try await company.addGroup(path: "Myynti").id
      task = try await company.addTask(
        NewTask(person: "m@acme.example", description: "Soita", date: today), today: today
      ).id
      document = try await company.addDocument(
        NewDocument(fileName: "a.pdf", mediaType: "application/pdf"), blob: fixture.blob("a")
      ).id
      var off = CompanyChange()
      off.active = .set(false)
      _ = try await scope.acting(as: .operator, at: now).editCompany(off)
    }
  }

  @Test func `changes of records are refused, and change nothing`() async throws {
    let desk = try await Desk()
    let company = desk.company
    let before = try await company.scope.log.search(LogQuery()).entries
    let rename = PartyChange()
    let changes: [(String, () async throws -> Void)] = [
      ("add customer", { _ = try await company.addCustomer(NewCustomer(name: "Uusi")) }),
      (
        "edit customer",
        { _ = try await company.editCustomer(desk.customer, CustomerChange()) }
      ),
      ("archive customer", { _ = try await company.archiveCustomer(desk.customer) }),
      (
        "add contact",
        { _ = try await company.addContact(NewContact(name: "B"), to: desk.customer) }
      ),
      ("edit contact", { _ = try await company.editContact(desk.contact, ContactChange()) }),
      ("remove contact", { _ = try await company.removeContact(desk.contact) }),
      ("add group", { _ = try await company.addGroup(path: "Tuki") }),
      ("rename group", { _ = try await company.renameGroup(desk.group, to: "Tuki") }),
      ("move group", { _ = try await company.moveGroup(desk.group, below: nil) }),
      (
        "add task",
        {
          let new = NewTask(person: "m@acme.example", description: "X", date: desk.today)
          _ = try await company.addTask(new, today: desk.today)
        }
      ),
      ("edit task", { _ = try await company.editTask(desk.task, TaskChange()) }),
      ("finish task", { _ = try await company.finishTask(desk.task) }),
      ("cancel task", { _ = try await company.cancelTask(desk.task) }),
      (
        "check document",
        {
          let new = NewDocument(fileName: "b.pdf", mediaType: "application/pdf")
          try await company.checkDocument(new)
        }
      ),
      ("edit document", { _ = try await company.editDocument(desk.document, DocumentChange()) }),
      ("assign document", { _ = try await company.assign(desk.document, rename) }),
      ("archive document", { _ = try await company.archive(desk.document) }),
    ]
    for (name, change) in changes {
      let error = await #expect(throws: StoreError.self, "\(name)") { try await change() }
      #expect(error?.refusal?.fault == .state(.switchedOff), "\(name)")
    }
    #expect(try await company.scope.log.search(LogQuery()).entries == before)
  }

  @Test func `persons, erasures and events are allowed`() async throws {
    let desk = try await Desk()
    let company = desk.company
    let liisa = try await company.addPerson(NewPerson(name: "Liisa", email: "l@acme.example"))
    var change = PersonChange()
    change.name = .set("Liisa V")
    _ = try await company.editPerson(liisa.id, change)
    _ = try await company.removePerson(liisa.id)
    _ = try await company.erasePerson(liisa.id)
    _ = try await company.eraseContact(desk.contact)
    var event = RecordedEvent(kind: .note)
    event.text = "Lasku lähti"
    _ = try await company.scope.log.record(event, now: now)
    #expect(try await company.scope.log.search(LogQuery(text: "lähti")).entries.count == 1)
  }
}
