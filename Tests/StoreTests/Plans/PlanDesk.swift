import Foundation
import Records

@testable import Store

/// A company with one of everything, in a store that notes its statements.
struct PlanDesk: Sendable {
  static let today = CivilDate("2026-03-02")

  let fixture: StoreFixture
  let traced: TracedStore
  let store: Store
  let scope: CompanyScope
  let person: PersonID
  let customer: CustomerID
  let contact: ContactID
  let group: GroupID
  let task: TaskID
  let document: DocumentID
  let today: CivilDate

  init(today: CivilDate) async throws {
    self.today = today
    fixture = try await StoreFixture()
    traced = try TracedStore(fixture)
    store = traced.store
    scope = store.company(try await fixture.company("acme").id)
    person = try await scope.acting(as: .operator, at: now).addPerson(
      NewPerson(name: "Matti", email: "matti@acme.example")
    ).id
    customer = try await scope.acting(as: .operator, at: now).addCustomer(
      NewCustomer(name: "Virtanen", externalID: "K-1")
    ).id
    contact = try await scope.acting(as: .operator, at: now).addContact(
      NewContact(name: "Maija", externalID: "Y-1"), to: customer
    ).id
    group = try await scope.acting(as: .operator, at: now).addGroup(path: "Myynti/Tarjoukset").id
    var new = NewTask(person: "matti@acme.example", description: "Soita", date: today)
    (new.contact, new.group) = (.id(contact), "Myynti")
    task = try await scope.acting(as: .operator, at: now).addTask(new, today: today).id
    document = try await scope.acting(as: .operator, at: now).addDocument(
      NewDocument(fileName: "a.pdf", mediaType: "application/pdf", contact: contact),
      blob: try fixture.blob("a")
    ).id
    // Statements that prepared the store are no verb's own.
    _ = traced.takeStatements()
  }

  /// A mail that waits for a decision.
  func keptMail(uid: UInt32) async throws -> MailID {
    let mail = try fixture.mail(
      uid: uid, subject: "Lasku \(uid)", to: [.held(scope)], holding: ["kept \(uid)"],
      digest: "\(uid)")
    let filed = try await fixture.file([mail])
    guard let id = filed.first?.mail.id else {
      throw StoreError.refused("mail \(uid)", "it was not filed")
    }
    return id
  }
}
