import Foundation
import GRDB
import Records
import Testing

@testable import Store

@Suite struct ContactTests {
  private let fixture: StoreFixture
  private let scope: CompanyScope
  private let customer: Customer

  init() async throws {
    fixture = try await StoreFixture()
    scope = try await fixture.company()
    customer = try await scope.acting(as: .operator, at: now).addCustomer(
      NewCustomer(name: "Virtanen Oy"))
  }

  private func add(_ new: NewContact, to other: CustomerID? = nil) async throws -> Contact {
    try await scope.acting(as: .operator, at: now).addContact(new, to: other ?? customer.id)
  }

  @Test(arguments: [
    (
      Language.finnish,
      [
        "Lisättiin kontakti Maija (Virtanen Oy)",
        "Muutettiin kontaktin tietoja: Maija (rooli: – → ostaja)",
        "Poistettiin kontakti Maija (Virtanen Oy)",
      ]
    ),
    (
      .swedish,
      [
        "Kontakten Maija (Virtanen Oy) lades till",
        "Kontaktens uppgifter ändrades: Maija (roll: – → ostaja)",
        "Kontakten Maija (Virtanen Oy) togs bort",
      ]
    ),
    (
      .english,
      [
        "Added the contact Maija (Virtanen Oy)", "Edited the contact Maija (role: – → ostaja)",
        "Removed the contact Maija (Virtanen Oy)",
      ]
    ),
  ])
  func `what happens to a contact is logged with its customer`(
    language: Language, texts: [String]
  ) async throws {
    let scope = try await fixture.company("\(language.rawValue)", language: language)
    let customer = try await scope.acting(as: .operator, at: now).addCustomer(
      NewCustomer(name: "Virtanen Oy"))
    let matti = try await scope.acting(as: .operator, at: now).addPerson(
      NewPerson(name: "Matti", email: "matti@example.fi"))
    let added = try await scope.acting(as: .person(matti.id), at: now).addContact(
      NewContact(name: "Maija"), to: customer.id)
    var change = ContactChange()
    change[.role] = .set(" ostaja ")
    let edited = try await scope.acting(as: .person(matti.id), at: now).editContact(
      added.id, change)
    #expect(edited.role == "ostaja")
    #expect(try await scope.acting(as: .operator, at: now).editContact(added.id, change) == edited)
    let removed = try await scope.acting(as: .person(matti.id), at: now).removeContact(added.id)
    #expect(removed.removed && removed.texts == edited.texts && removed.party == edited.party)

    let entries = try await scope.log.search(LogQuery(contact: added.id)).entries.reversed()
    #expect(entries.map(\.text) == texts)
    #expect(entries.map(\.kind) == [.contactAdded, .contactEdited, .contactRemoved])
    #expect(entries.allSatisfy { $0.party == Party(customer: customer.id, contact: added.id) })
    #expect(entries.allSatisfy { $0.personEmail == "matti@example.fi" })
  }

  @Test func `a removed contact exists for no verb`() async throws {
    let contact = try await add(NewContact(name: "Maija"))
    _ = try await scope.acting(as: .operator, at: now).removeContact(contact.id)
    #expect(try await scope.contact(contact.id) == nil)
    #expect(try await scope.contacts().isEmpty)
    #expect(try await scope.contacts(customer: .id(customer.id)).isEmpty)
    let edit = await #expect(throws: StoreError.self) {
      _ = try await scope.acting(as: .operator, at: now).editContact(contact.id, ContactChange())
    }
    let removal = await #expect(throws: StoreError.self) {
      _ = try await scope.acting(as: .operator, at: now).removeContact(contact.id)
    }
    #expect(edit?.kind == .notFound && removal?.kind == .notFound)
    let company = scope.id
    let use = await #expect(throws: StoreError.self) {
      _ = try await fixture.store.engine.read {
        try Party.resolved(customer: nil, contact: .id(contact.id), of: company, in: $0)
      }
    }
    #expect(use?.kind == .notFound)
    #expect(try await scope.log.search(LogQuery(contact: contact.id)).entries.count == 2)
  }

  @Test func `contacts are listed by customer, role and text, by name`() async throws {
    let other = try await scope.acting(as: .operator, at: now).addCustomer(
      NewCustomer(name: "Mäki"))
    _ = try await add(NewContact(name: "Olli", role: "Ostaja", email: "olli@example.fi"))
    _ = try await add(NewContact(name: "Anna", role: "OSTAJA johtaja", phone: "040 123"))
    _ = try await add(NewContact(name: "Bertta"))
    _ = try await add(NewContact(name: "Åke", role: "ostaja"), to: other.id)
    func names(
      _ customer: CustomerID? = nil, role: String? = nil, text: String? = nil
    ) async throws -> [String] {
      try await scope.contacts(
        customer: customer.map(Reference.id), role: role, text: text
      ).map(\.name)
    }
    #expect(try await names() == ["Anna", "Bertta", "Olli", "Åke"])
    #expect(try await names(customer.id) == ["Anna", "Bertta", "Olli"])
    #expect(try await names(role: "ostaja") == ["Olli", "Åke"])
    #expect(try await names(other.id, role: " OSTAJA ") == ["Åke"])
    #expect(try await names(text: "osta") == ["Anna", "Olli", "Åke"])
    #expect(try await names(text: "johtaja 040") == ["Anna"])
    #expect(try await names(text: "olli EXAMPLE ostaja") == ["Olli"])
    #expect(try await names(other.id, text: "olli").isEmpty)
  }

  @Test func `the list of one customer's contacts is by name, then by id`() async throws {
    let names = ["b", "a", "Ä", "b", "B", "ab"]
    var added: [Contact] = []
    for name in names { added.append(try await add(NewContact(name: name))) }
    let listed = try await scope.contacts(customer: .id(customer.id))
    #expect(listed == (try await scope.contacts()))
    #expect(listed.map(\.id) == [1, 5, 4, 0, 3, 2].map { added[$0].id })
  }

  @Test(arguments: [" ", "a\u{7}b", "a\u{0}b", String(repeating: "r", count: 101)])
  func `a role is one line of at most a hundred characters, or none`(role: String) throws {
    if role == " " {
      #expect(try FieldRule.role(role) == nil)
    } else {
      #expect(throws: Refusal.self) { try FieldRule.role(role) }
    }
  }

  @Test func `customers and contacts of another company do not exist here`() async throws {
    let contact = try await add(NewContact(name: "Maija"))
    let beta = try await fixture.company("beta")
    let customer = customer
    #expect(try await beta.contact(contact.id) == nil)
    #expect(try await beta.contacts().isEmpty)
    let attempts: [@Sendable () async throws -> Void] = [
      { _ = try await beta.contacts(customer: .id(customer.id)) },
      {
        _ = try await beta.acting(as: .operator, at: now).addContact(
          NewContact(name: "X"), to: customer.id)
      },
      {
        _ = try await beta.acting(as: .operator, at: now).editContact(contact.id, ContactChange())
      },
      { _ = try await beta.acting(as: .operator, at: now).removeContact(contact.id) },
    ]
    for attempt in attempts {
      let error = await #expect(throws: StoreError.self) { try await attempt() }
      #expect(error?.kind == .notFound)
    }
    #expect(try await scope.contacts() == [contact])
  }

  @Test func `when the log can't be appended to, no contact is changed`() async throws {
    let contact = try await add(NewContact(name: "Maija"))
    try fixture.breakLog()
    var change = ContactChange()
    change[.name] = .set("Toinen")
    await #expect(throws: StoreError.self) { _ = try await add(NewContact(name: "Uusi")) }
    await #expect(throws: StoreError.self) {
      _ = try await scope.acting(as: .operator, at: now).editContact(contact.id, change)
    }
    await #expect(throws: StoreError.self) {
      _ = try await scope.acting(as: .operator, at: now).removeContact(contact.id)
    }
    #expect(try await scope.contacts() == [contact])
  }
}
