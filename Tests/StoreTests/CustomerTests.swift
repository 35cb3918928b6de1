import Foundation
import GRDB
import Records
import Testing

@testable import Store

@Suite struct CustomerTests {
  @Test(arguments: [
    (
      Language.finnish,
      [
        "Lisättiin asiakas Virtanen Oy",
        "Muutettiin asiakkaan tietoja: Virtanen Ky (nimi: Virtanen Oy → Virtanen Ky, "
          + "puhelin: – → 040 123 4567)", "Arkistoitiin asiakas Virtanen Ky",
      ]
    ),
    (
      .swedish,
      [
        "Kunden Virtanen Oy lades till",
        "Kundens uppgifter ändrades: Virtanen Ky (namn: Virtanen Oy → Virtanen Ky, "
          + "telefon: – → 040 123 4567)", "Kunden Virtanen Ky arkiverades",
      ]
    ),
    (
      .english,
      [
        "Added the customer Virtanen Oy",
        "Edited the customer Virtanen Ky (name: Virtanen Oy → Virtanen Ky, "
          + "phone: – → 040 123 4567)", "Archived the customer Virtanen Ky",
      ]
    ),
  ])
  func `what happens to a customer is logged in the company's language`(
    language: Language, texts: [String]
  ) async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company(language: language)
    let matti = try await scope.acting(as: .operator, at: now).addPerson(
      NewPerson(name: "Matti", email: "matti@example.fi"))
    let added = try await scope.acting(as: .person(matti.id), at: now).addCustomer(
      NewCustomer(name: " Virtanen Oy "))
    var change = CustomerChange()
    change[.name] = .set("Virtanen Ky")
    change[.phone] = .set("040 123 4567")
    let edited = try await scope.acting(as: .person(matti.id), at: now).editCustomer(
      added.id, change)
    let archived = try await scope.acting(as: .person(matti.id), at: now).archiveCustomer(added.id)
    #expect(edited.name == "Virtanen Ky" && !edited.archived && archived.archived)
    #expect(try await scope.customer(added.id) == archived)

    let entries = try await scope.log.search(LogQuery(customer: added.id)).entries.reversed()
    #expect(entries.map(\.text) == texts)
    #expect(entries.map(\.kind) == [.customerAdded, .customerEdited, .customerArchived])
    #expect(entries.allSatisfy { $0.party == Party(customer: added.id) })
    #expect(entries.allSatisfy { $0.personEmail == "matti@example.fi" })
  }

  @Test func `an edit that changes nothing and a second archiving are not logged`() async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    let customer = try await scope.acting(as: .operator, at: now).addCustomer(
      NewCustomer(name: "Virtanen", email: "a@example.fi"))
    var same = CustomerChange()
    same[.name] = .set("Virtanen  ")
    same[.email] = .set(" a@example.fi")
    #expect(
      try await scope.acting(as: .operator, at: now).editCustomer(customer.id, same) == customer)
    #expect(
      try await scope.acting(as: .operator, at: now).editCustomer(customer.id, CustomerChange())
        == customer)
    let archived = try await scope.acting(as: .operator, at: now).archiveCustomer(customer.id)
    #expect(try await scope.acting(as: .operator, at: now).archiveCustomer(customer.id) == archived)
    let kinds = try await scope.log.search(LogQuery()).entries.map(\.kind)
    #expect(kinds == [.customerArchived, .customerAdded])
  }

  @Test func `empty text clears what is optional`() async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    let customer = try await scope.acting(as: .operator, at: now).addCustomer(
      NewCustomer(
        name: "Virtanen", businessID: "1234567-1", email: "a@example.fi", phone: "040 123"))
    var change = CustomerChange()
    change[.businessID] = .set("")
    change[.email] = .set(" ")
    change[.phone] = .set("")
    let edited = try await scope.acting(as: .operator, at: now).editCustomer(customer.id, change)
    #expect(edited.businessID == nil && edited.email == nil && edited.phone == nil)
    change[.name] = .set(" ")
    await #expect(throws: StoreError.self) {
      _ = try await scope.acting(as: .operator, at: now).editCustomer(customer.id, change)
    }
  }

  @Test(arguments: [
    ("", ["Mäki Oy", "Virtanen Oy", "Zetor Ab"]), ("oy", ["Mäki Oy", "Virtanen Oy"]),
    ("TANEN", ["Virtanen Oy"]), ("oy 1234567", ["Virtanen Oy"]), ("mäk", ["Mäki Oy"]),
    ("mak", []), ("info@ 358", ["Zetor Ab"]), ("%", []), ("oy zetor", []), ("+", ["Zetor Ab"]),
  ])
  func `every word occurs as any part of a word of any field`(
    text: String, names: [String]
  ) async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    _ = try await scope.acting(as: .operator, at: now).addCustomer(
      NewCustomer(name: "Zetor Ab", email: "info@zetor.example", phone: "+358 40 1"))
    _ = try await scope.acting(as: .operator, at: now).addCustomer(
      NewCustomer(name: "Virtanen Oy", businessID: "1234567-1"))
    let maki = try await scope.acting(as: .operator, at: now).addCustomer(
      NewCustomer(name: "Mäki Oy"))
    _ = try await scope.acting(as: .operator, at: now).archiveCustomer(maki.id)
    #expect(try await scope.customers(text: text).map(\.name) == names)
  }

  @Test(arguments: [
    "12", "(-)", "040 123 4567 x", String(repeating: "1", count: 41), "０４０１",
  ])
  func `what is no phone number is refused`(phone: String) {
    #expect(throws: Refusal.self) { try FieldRule.phone(phone) }
  }

  @Test(arguments: ["112", "+358 (0)40-123.45/67", String(repeating: "1", count: 40)])
  func `a phone number stays as it was written`(phone: String) throws {
    #expect(try FieldRule.phone(" \(phone) ") == phone)
  }

  @Test func `a customer of another company does not exist here`() async throws {
    let fixture = try await StoreFixture()
    let acme = try await fixture.company("acme")
    let beta = try await fixture.company("beta")
    let customer = try await acme.acting(as: .operator, at: now).addCustomer(
      NewCustomer(name: "Virtanen"))
    #expect(try await beta.customer(customer.id) == nil)
    #expect(try await beta.customers().isEmpty)
    let edit = await #expect(throws: StoreError.self) {
      _ = try await beta.acting(as: .operator, at: now).editCustomer(customer.id, CustomerChange())
    }
    #expect(edit?.kind == .notFound)
    let archive = await #expect(throws: StoreError.self) {
      _ = try await beta.acting(as: .operator, at: now).archiveCustomer(customer.id)
    }
    #expect(archive?.kind == .notFound)
    #expect(try await acme.customer(customer.id) == customer)
    #expect(try await beta.log.search(LogQuery()).entries.isEmpty)
  }

  @Test func `when the log can't be appended to, no customer is changed`() async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    let customer = try await scope.acting(as: .operator, at: now).addCustomer(
      NewCustomer(name: "Virtanen"))
    try fixture.breakLog()
    var change = CustomerChange()
    change[.name] = .set("Toinen")
    await #expect(throws: StoreError.self) {
      _ = try await scope.acting(as: .operator, at: now).addCustomer(NewCustomer(name: "Uusi"))
    }
    await #expect(throws: StoreError.self) {
      _ = try await scope.acting(as: .operator, at: now).editCustomer(customer.id, change)
    }
    await #expect(throws: StoreError.self) {
      _ = try await scope.acting(as: .operator, at: now).archiveCustomer(customer.id)
    }
    #expect(try await scope.customers() == [customer])
  }
}

extension StoreFixture {
  /// From now on the log refuses entries whose text holds `word`; all of them without one.
  func breakLog(at word: String = "") throws {
    try tamper(
      """
      CREATE TRIGGER logEntryBroken BEFORE INSERT ON logEntry WHEN NEW.text LIKE '%\(word)%'
      BEGIN SELECT RAISE(ABORT, 'the log is broken'); END
      """)
  }
}
