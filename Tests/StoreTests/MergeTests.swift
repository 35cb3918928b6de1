import Foundation
import Records
import Testing

@testable import Store

/// Customers and contacts that are merged, and what taking a merge back leaves.
@Suite struct MergeTests {
  private let fixture: StoreFixture
  private let scope: CompanyScope
  private let company: ActingCompany
  private let old: Customer
  private let new: Customer
  private let contact: Contact

  init() async throws {
    fixture = try await StoreFixture()
    scope = try await fixture.company()
    company = scope.acting(as: .operator, at: now)
    _ = try await company.addPerson(NewPerson(name: "Matti", email: "matti@acme.example"))
    old = try await company.addCustomer(
      NewCustomer(name: "Virtanen", phone: "040 123", externalID: "A-1"))
    new = try await company.addCustomer(
      NewCustomer(name: "Virtanen Oy", businessID: "1234567-1"))
    contact = try await company.addContact(NewContact(name: "Maija"), to: old.id)
    for party in [Party(customer: old.id), contact.party] {
      _ = try await document(party)
      _ = try await task(party)
    }
  }

  private func document(_ party: Party) async throws -> Document {
    try await company.addDocument(
      NewDocument(
        fileName: "a.pdf", mediaType: "application/pdf", customer: party.customer,
        contact: party.contact),
      blob: try fixture.blob("a"))
  }

  private func task(_ party: Party) async throws -> CustomerTask {
    let day = try #require(CivilDate("2026-03-09"))
    return try await company.addTask(
      NewTask(
        person: "matti@acme.example", description: "Soita", date: day, customer: party.customer,
        contact: party.contact))
  }

  /// The rows of all that a change may touch, but for the log.
  private func records() throws -> [String] {
    try ["customer", "contact", "document", "task", "reminder", "merge", "mergeMove"]
      .flatMap { try fixture.rows(of: $0) }
  }

  private func parties() async throws -> [Party] {
    try await scope.documents().map(\.party) + scope.tasks().map(\.party)
  }

  @Test func `a merged customer's records go along, and the other has what it lacked`()
    async throws
  {
    let left = try await company.mergeCustomer(old.id, into: new.id)
    #expect(left.id == new.id && left.name == "Virtanen Oy" && left.businessID == "1234567-1")
    #expect(left.phone == "040 123" && left.externalID == "A-1")
    let moved = Party(customer: new.id, contact: contact.id)
    #expect(try await Set(parties()) == [Party(customer: new.id), moved])
    #expect(try await scope.contacts().map(\.party) == [moved])
    let gone = try #require(try await scope.customer(old.id))
    #expect(gone.archived && gone.mergedInto == new.id && gone.texts == old.texts)
    let entry = try #require(try await scope.log.search(LogQuery(limit: 1)).entries.first)
    #expect(entry.kind == .customerMerged && entry.party == Party(customer: old.id))
    #expect(
      entry.text
        == "Yhdistettiin asiakas Virtanen (\(old.id.rawValue)) asiakkaaseen Virtanen Oy "
        + "(\(new.id.rawValue)); puhelin: – → 040 123, ulkoinen tunnus: – → A-1")
    #expect(try await company.mergeCustomer(old.id, into: new.id) == left)
    #expect(try await scope.log.search(LogQuery(kinds: [.customerMerged])).entries.count == 1)
  }

  @Test func `the old id, name and external id mean the new customer from then on`()
    async throws
  {
    _ = try await company.mergeCustomer(old.id, into: new.id)
    #expect(try await document(Party(customer: old.id)).party == Party(customer: new.id))
    var change = CustomerChange()
    change[.email] = .set("a@b.example")
    #expect(try await company.editCustomer(old.id, change).id == new.id)
    #expect(try await company.editCustomer(Reference.externalID("A-1"), change).id == new.id)
    let either = try await [old.id, new.id].asyncMap {
      try await scope.log.search(LogQuery(customer: $0, limit: 100)).entries
    }
    #expect(either[0] == either[1])
    let named = Set(either[0].compactMap(\.party.customer))
    #expect(named == [old.id, new.id])
  }

  @Test func `a merge that is taken back leaves the records as they were`() async throws {
    let (before, search) = (try records(), try await found(old.id))
    _ = try await company.mergeCustomer(old.id, into: new.id)
    #expect(try records() != before)
    let back = try await company.restoreCustomer(old.id)
    #expect(back == old)
    #expect(try records() == before)
    let entries = try await scope.log.search(LogQuery(limit: 2)).entries
    #expect(entries.map(\.kind) == [.customerRestored, .customerMerged])
    #expect(entries[0].corrects == entries[1].number)
    let after = try await found(old.id)
    #expect(after.filter { ![.customerMerged, .customerRestored].contains($0.kind) } == search)
    #expect(try await scope.log.verify().isIntact)
  }

  private func found(_ customer: CustomerID) async throws -> [LogEntry] {
    try await scope.log.search(LogQuery(customer: customer, limit: 100)).entries
  }

  private func found(_ contact: ContactID) async throws -> [LogEntry] {
    try await scope.log.search(LogQuery(contact: contact, limit: 100)).entries
  }

  @Test func `what has changed since a merge stays where it is`() async throws {
    _ = try await company.mergeCustomer(old.id, into: new.id)
    var change = CustomerChange()
    change[.phone] = .set("09 1")
    _ = try await company.editCustomer(new.id, change)
    let other = try await company.addCustomer(NewCustomer(name: "Muu"))
    let document = try #require(
      try await scope.documents().first { $0.party == Party(customer: new.id) })
    var party = PartyChange()
    party.customer = .set(.id(other.id))
    _ = try await company.assign(document.id, party)
    let added = try await self.document(Party(customer: old.id))
    _ = try await company.restoreCustomer(old.id)
    #expect(try await scope.document(document.id)?.party == Party(customer: other.id))
    #expect(try await scope.document(added.id)?.party == Party(customer: new.id))
    let left = try #require(try await scope.customer(new.id))
    #expect(left.phone == "09 1" && left.externalID == nil)
    #expect(try await scope.customer(old.id)?.externalID == "A-1")
    #expect(try await scope.contact(contact.id)?.customer == old.id)
  }

  @Test(arguments: [[0, 1], [1, 0]])
  func `a chain of merges is taken back in any order`(order: [Int]) async throws {
    let last = try await company.addCustomer(NewCustomer(name: "Kolmas"))
    let before = try records()
    _ = try await company.mergeCustomer(old.id, into: new.id)
    _ = try await company.mergeCustomer(new.id, into: last.id)
    #expect(try await Set(parties().map(\.customer)) == [last.id])
    #expect(try await document(Party(customer: old.id)).party.customer == last.id)
    try fixture.tamper("DELETE FROM document WHERE id = (SELECT max(id) FROM document)")
    for id in order.map({ [old.id, new.id][$0] }) { _ = try await company.restoreCustomer(id) }
    #expect(try records() == before)
  }

  @Test func `a customer goes neither into itself nor where there is none, nor elsewhere twice`()
    async throws
  {
    let third = try await company.addCustomer(NewCustomer(name: "Kolmas"))
    let archived = try await company.addCustomer(NewCustomer(name: "Vanha"))
    _ = try await company.archiveCustomer(archived.id)
    func refusal(_ old: CustomerID, _ new: CustomerID) async -> Fault? {
      let error = await #expect(throws: StoreError.self) {
        _ = try await company.mergeCustomer(old, into: new)
      }
      return error?.refusal?.fault
    }
    #expect(await refusal(old.id, old.id) == .state(.isItself))
    #expect(await refusal(old.id, archived.id) == .state(.isArchived))
    #expect(await refusal(old.id, CustomerID(rawValue: 99)) == .absent(.unknown))
    _ = try await company.mergeCustomer(old.id, into: new.id)
    #expect(await refusal(old.id, third.id) == .state(.wasMerged(into: new.id.rawValue)))
    // The old one is the new one by now.
    #expect(await refusal(new.id, old.id) == .state(.isItself))
    _ = try await company.mergeCustomer(archived.id, into: old.id)
    #expect(try await scope.customer(archived.id)?.mergedInto == new.id)
    #expect(try await company.restoreCustomer(archived.id).archived)
    #expect(try await !company.restoreCustomer(archived.id).archived)
  }

  @Test func `contacts of one customer are merged, and come apart again`() async throws {
    let other = try await company.addContact(
      NewContact(name: "Maija V", email: "m@v.example"), to: old.id)
    let (before, search) = (try records(), try await found(contact.id))
    _ = try await company.mergeContact(contact.id, into: other.id)
    let either = try await [found(contact.id), found(other.id)]
    #expect(either[0] == either[1] && Set(search).isSubset(of: Set(either[0])))
    #expect(try await Set(parties().compactMap(\.contact)) == [other.id])
    #expect(try await scope.contacts().map(\.id) == [other.id])
    #expect(try await scope.contact(contact.id)?.mergedInto == other.id)
    #expect(try await document(contact.party).party.contact == other.id)
    try fixture.tamper("DELETE FROM document WHERE id = (SELECT max(id) FROM document)")
    #expect(try await company.restoreContact(contact.id) == contact)
    #expect(try records() == before)
    let undone: Set<LogKind> = [.contactMerged, .contactRestored, .documentAdded]
    let (after, others) = try await (found(contact.id), found(other.id))
    let (rest, known) = (Set(after), Set(search))
    #expect(known.isSubset(of: rest))
    #expect(rest.subtracting(known).allSatisfy { undone.contains($0.kind) })
    #expect(others.allSatisfy { $0.party.contact == other.id })
    let entries = try await scope.log.search(LogQuery(kinds: undone, limit: 2)).entries
    #expect(entries.map(\.kind) == [.contactRestored, .documentAdded])
    let merged = try await scope.log.search(LogQuery(kinds: [.contactMerged])).entries
    #expect(entries[0].corrects == merged.first?.number && merged.count == 1)
    #expect(try await scope.log.verify().isIntact)
    let foreign = try await company.addContact(NewContact(name: "X"), to: new.id)
    let error = await #expect(throws: StoreError.self) {
      _ = try await company.mergeContact(contact.id, into: foreign.id)
    }
    #expect(error?.refusal?.fault == .place(.contactsOfTwo(old.id, new.id)))
  }

  @Test func `a contact that moves takes its documents and tasks along`() async throws {
    let moved = try await company.editContact(contact.id, ContactChange(), to: .id(new.id))
    #expect(moved.customer == new.id)
    let party = Party(customer: new.id, contact: contact.id)
    #expect(try await Set(parties()) == [Party(customer: old.id), party])
    let entries = try await scope.log.search(LogQuery(contact: contact.id)).entries
    #expect(entries.first?.kind == .contactEdited && entries.first?.party == party)
    #expect(entries.first?.text.contains("asiakas: Virtanen → Virtanen Oy") == true)
    #expect(entries.last?.party == contact.party)
    #expect(try await scope.log.verify().isIntact)
  }

  @Test func `a removed contact comes back, without an external id that is another's`()
    async throws
  {
    let first = try await company.addContact(
      NewContact(name: "Olli", externalID: "Y-1"), to: old.id)
    let before = try records()
    _ = try await company.removeContact(first.id)
    #expect(try await company.restoreContact(first.id) == first)
    #expect(try records() == before)
    _ = try await company.removeContact(first.id)
    _ = try await company.addContact(NewContact(name: "Uusi", externalID: "Y-1"), to: old.id)
    #expect(try await company.restoreContact(first.id).externalID == nil)
    let entry = try #require(try await scope.log.search(LogQuery(limit: 1)).entries.first)
    #expect(
      entry.text
        == "Palautettiin kontakti Olli (Virtanen), ilman ulkoista tunnusta Y-1, joka on nyt "
        + "toisella")
    #expect(try await company.restoreContact(contact.id) == contact)
  }

  @Test func `an archived customer comes back, and the entry says what was undone`()
    async throws
  {
    let before = try records()
    _ = try await company.archiveCustomer(old.id)
    #expect(try await company.restoreCustomer(old.id) == old)
    #expect(try records() == before)
    let entries = try await scope.log.search(LogQuery(limit: 2)).entries
    #expect(entries.map(\.kind) == [.customerRestored, .customerArchived])
    #expect(entries[0].corrects == entries[1].number)
    #expect(entries[0].text == "Palautettiin asiakas Virtanen")
  }

  @Test func `an erasure takes what was merged into the contact too`() async throws {
    let other = try await company.addContact(NewContact(name: "Maija Kvist"), to: old.id)
    var change = ContactChange()
    change[.notes] = .set("puhuu vain ruotsia")
    _ = try await company.editContact(contact.id, change)
    var customer = CustomerChange()
    customer[.notes] = .set("Soita: Maija Kvist")
    _ = try await company.editCustomer(new.id, customer)
    _ = try await company.mergeContact(other.id, into: contact.id)
    try await company.eraseContact(other.id)
    let rows = try fixture.rows(of: "contact").joined() + fixture.rows(of: "customer").joined()
    for word in ["Maija", "ruotsia"] { #expect(!rows.contains(word), "\(rows)") }
    #expect(try await scope.log.search(LogQuery(text: "Kvist")).entries == [])
    #expect(try await scope.log.verify().isIntact)
  }

  @Test func `an erased contact stays erased`() async throws {
    try await company.eraseContact(contact.id)
    let error = await #expect(throws: StoreError.self) {
      _ = try await company.restoreContact(contact.id)
    }
    #expect(error?.refusal?.fault == .state(.wasErased))
  }
}

extension Sequence {
  fileprivate func asyncMap<Value>(
    _ transform: (Element) async throws -> Value
  ) async rethrows -> [Value] {
    var values: [Value] = []
    for element in self { values.append(try await transform(element)) }
    return values
  }
}
