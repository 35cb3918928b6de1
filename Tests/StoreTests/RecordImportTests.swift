import Foundation
import Records
import Testing

@testable import Store

/// Customers and contacts from files: all rows or none.
@Suite struct RecordImportTests {
  private let fixture: StoreFixture
  private let scope: CompanyScope

  init() async throws {
    fixture = try await StoreFixture()
    scope = try await fixture.company()
  }

  private func customers(
    _ rows: (String?, CustomerChange)..., faults: [(Int, Refusal)] = []
  ) -> ImportBatch<CustomerChange> {
    var batch = ImportBatch<CustomerChange>(of: .sample)
    batch.rows = zip(2..., rows).map { ImportRow(line: $0, externalID: $1.0, fields: $1.1) }
    for (line, refusal) in faults { batch.faults.add(line: line, refusal) }
    return batch
  }

  private func named(
    _ name: String, email: String? = nil, phone: String?? = nil
  ) -> CustomerChange {
    var change = CustomerChange()
    change[.name] = .set(name)
    if let email { change[.email] = .set(email) }
    change[.phone] = Edit(ifGiven: phone)
    return change
  }

  private func contacts(_ rows: (String?, ImportedContact)...) -> ImportBatch<ImportedContact> {
    var batch = ImportBatch<ImportedContact>(of: .sample)
    batch.rows = zip(2..., rows).map { ImportRow(line: $0, externalID: $1.0, fields: $1.1) }
    return batch
  }

  private func contact(
    _ name: String?, of customer: String? = nil, key: String? = nil, role: String? = nil
  ) -> ImportedContact {
    var contact = ImportedContact()
    contact.customer = customer
    contact.customerExternalID = key
    contact.change[.name] = name.map(Edit.set) ?? .keep
    if let role { contact.change[.role] = .set(role) }
    return contact
  }

  private func refusal(_ outcome: ImportOutcome) throws -> ImportFaults {
    guard case .refused(let faults) = outcome else {
      throw StoreError.refused("import", "\(outcome)")
    }
    return faults
  }

  @Test func `a known externalID updates the columns of the file, once`() async throws {
    let first = customers(("E1", named("Virtanen", phone: "040 123")), (nil, named("Mäki")))
    #expect(
      try await scope.acting(as: .operator, at: now).importCustomers(first)
        == .imported(ImportTally(added: 2)))
    let virtanen = try #require(try await scope.customers(text: "virtanen").first)
    _ = try await scope.acting(as: .operator, at: now).archiveCustomer(virtanen.id)

    let second = customers((" E1 ", named("Virtanen", email: "a@example.fi")))
    #expect(
      try await scope.acting(as: .operator, at: now).importCustomers(second)
        == .imported(ImportTally(updated: 1)))
    #expect(
      try await scope.acting(as: .operator, at: now).importCustomers(second)
        == .imported(ImportTally(unchanged: 1)))
    let updated = try await scope.customer(virtanen.id)
    #expect(updated?.phone == "040 123" && updated?.email == "a@example.fi")
    #expect(updated?.archived == true)
    let cleared = customers(("E1", named("Virtanen", phone: .some(nil))))
    #expect(
      try await scope.acting(as: .operator, at: now).importCustomers(cleared)
        == .imported(ImportTally(updated: 1)))
    #expect(try await scope.customer(virtanen.id)?.phone == nil)
    let kinds = try await scope.log.search(LogQuery(customer: virtanen.id)).entries.map(\.kind)
    #expect(kinds == [.customerEdited, .customerEdited, .customerArchived, .customerAdded])
  }

  @Test func `every error is told by its line, and nothing is imported`() async throws {
    let batch = customers(
      ("E1", named("Hyvä")), ("E2", named("", email: "x", phone: "1")), ("E1", named("Toinen")),
      ("E\u{7}", named("Kolmas")), (nil, CustomerChange()), ("E9", CustomerChange()),
      faults: [(1, Refusal(.column(.nameless(2))))])
    let faults = try refusal(try await scope.acting(as: .operator, at: now).importCustomers(batch))
    #expect(faults.count == 8)
    #expect(faults.first.map(\.line) == [1, 3, 3, 3, 4, 5, 6, 7])
    #expect(
      faults.first.map(\.refusal.field) == [
        nil, .name, .email, .phone, .externalID, .externalID, .externalID, .externalID,
      ])
    #expect(faults.first[1].refusal.description == "name: it is empty; give one")
    #expect(faults.first[4].refusal.description == "external id “E1”: line 2 has it too; keep one")
    #expect(faults.first[7].refusal.description.hasPrefix("external id “E9”: no customer has it"))
    #expect(try await scope.customers().isEmpty)
    #expect(try await scope.log.search(LogQuery()).entries.isEmpty)
  }

  @Test func `of many errors the first hundred by line are kept, and all counted`() {
    var faults = ImportFaults()
    for line in (1...150).reversed() { faults.add(line: line, Refusal(.name, .text(.empty))) }
    #expect(faults.count == 150)
    #expect(faults.first.map(\.line) == Array(1...100))
  }

  @Test func `when the log refuses one row, nothing is imported`() async throws {
    try fixture.breakLog(at: "Toinen")
    let batch = customers((nil, named("Ensimmäinen")), (nil, named("Toinen")))
    await #expect(throws: StoreError.self) {
      _ = try await scope.acting(as: .operator, at: now).importCustomers(batch)
    }
    #expect(try await scope.customers().isEmpty)
    let owner = try await scope.acting(as: .operator, at: now).addCustomer(
      NewCustomer(name: "Virtanen"))
    let id = "\(owner.id.rawValue)"
    await #expect(throws: StoreError.self) {
      _ = try await scope.acting(as: .operator, at: now).importContacts(
        contacts((nil, contact("Maija", of: id)), (nil, contact("Toinen", of: id))))
    }
    #expect(try await scope.contacts().isEmpty)
  }

  @Test func `a contact's customer is named by id or externalID`() async throws {
    let owner = try await scope.acting(as: .operator, at: now).addCustomer(
      NewCustomer(name: "Virtanen", externalID: "E1"))
    let other = try await scope.acting(as: .operator, at: now).addCustomer(
      NewCustomer(name: "Mäki"))
    let (id, otherID) = ("\(owner.id.rawValue)", "\(other.id.rawValue)")
    let good = contacts(
      ("K1", contact("A", of: id)), (nil, contact("B", key: " E1")),
      (nil, contact("C", of: id, key: "E1")))
    #expect(
      try await scope.acting(as: .operator, at: now).importContacts(good)
        == .imported(ImportTally(added: 3)))
    #expect(try await scope.contacts(customer: .id(owner.id)).map(\.name) == ["A", "B", "C"])

    let bad = contacts(
      (nil, contact("D", of: otherID, key: "E1")), (nil, contact("E")),
      (nil, contact("F", of: "x")),
      (nil, contact("G", of: "999")), (nil, contact("H", key: "E2")),
      ("K1", contact("A", of: otherID)))
    let faults = try refusal(try await scope.acting(as: .operator, at: now).importContacts(bad))
    #expect(faults.first.map(\.line) == [2, 3, 4, 5, 6, 7])
    #expect(faults.first.last?.refusal.description.contains("a contact can't move") == true)
    #expect(try await scope.contacts().count == 3)

    let update = contacts(("K1", contact(nil, role: "ostaja")))
    #expect(
      try await scope.acting(as: .operator, at: now).importContacts(update)
        == .imported(ImportTally(updated: 1)))
    #expect(try await scope.contacts(role: "ostaja").map(\.name) == ["A"])
  }

  @Test func `a removed contact's externalID adds a new contact`() async throws {
    let owner = try await scope.acting(as: .operator, at: now).addCustomer(
      NewCustomer(name: "Virtanen"))
    let rows = contacts(("K1", contact("Maija", of: "\(owner.id.rawValue)")))
    _ = try await scope.acting(as: .operator, at: now).importContacts(rows)
    let first = try #require(try await scope.contacts().first)
    _ = try await scope.acting(as: .operator, at: now).removeContact(first.id)
    #expect(
      try await scope.acting(as: .operator, at: now).importContacts(rows)
        == .imported(ImportTally(added: 1)))
    let second = try #require(try await scope.contacts().first)
    #expect(second.id != first.id && second.name == "Maija")
  }

  @Test func `externalIDs of another company are not known here`() async throws {
    let beta = try await fixture.company("beta")
    let theirs = try await beta.acting(as: .operator, at: now).addCustomer(
      NewCustomer(name: "Virtanen", externalID: "E1"))
    #expect(
      try await scope.acting(as: .operator, at: now).importCustomers(
        customers(("E1", named("Mäki"))))
        == .imported(ImportTally(added: 1)))
    #expect(try await beta.customers() == [theirs])
    let foreign = contacts((nil, contact("X", of: "\(theirs.id.rawValue)")))
    #expect(
      try refusal(try await scope.acting(as: .operator, at: now).importContacts(foreign)).count == 1
    )
  }
}
