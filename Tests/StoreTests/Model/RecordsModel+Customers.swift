import Foundation
import Records

@testable import Store

extension RecordsModel {
  /// The spellings of optional fields that tests give, and how they are stored; others are refused.
  static let stored: [String: String?] = [
    "": nil, "1234567-1": "1234567-1", " fi12345671": "FI12345671", "a@b.fi": "a@b.fi",
    " A@B.fi": "A@B.fi", "040 123": "040 123", "+358 (9) 1": "+358 (9) 1", "Ostaja": "Ostaja",
    "ostaja ": "ostaja", "Ääni": "Ääni", "K-1": "K-1", "K-2": "K-2", "K-3": "K-3",
    "A@B.fi": "A@B.fi",
    "FI12345671": "FI12345671", "ostaja": "ostaja",
  ]

  static func field(_ text: String?) throws -> String? {
    guard let text else { return nil }
    guard let stored = stored[text] else { throw ModelRefusal() }
    return stored
  }

  /// As the store has them.
  static func stored<Record: StatedRecord>(
    _ texts: FieldTexts<Record>
  ) throws -> FieldTexts<Record> {
    var stored = FieldTexts<Record>()
    for field in Record.fields.map(\.field) {
      stored[field] =
        try field == .name ? trimmedName(texts.required(.name)) : Self.field(texts[field])
    }
    return stored
  }

  static func stored<Record: StatedRecord>(
    _ change: FieldEdits<Record>, over old: FieldTexts<Record>
  ) throws -> FieldTexts<Record> {
    var asked = old
    for field in Record.fields.map(\.field) {
      asked[field] = change[field].applied(to: old[field])
    }
    return try stored(asked)
  }

  mutating func add(_ new: NewCustomer, by actor: PersonID?) throws -> Customer {
    let texts = try Self.stored(new.texts)
    try refuseTaken(texts[.externalID], customers, by: nil)
    let customer = Customer(id: newID(), company: company, companySlug: slug, texts: texts)
    customers[customer.id] = customer
    try note(Entry(kind: .customerAdded, party: Party(customer: customer.id)), by: actor)
    return customer
  }

  mutating func edit(
    _ id: CustomerID, _ change: CustomerChange, by actor: PersonID?
  ) throws -> Customer {
    let id = try survivor(id)
    guard let old = customers[id] else { throw ModelRefusal() }
    var new = old
    new.texts = try Self.stored(change, over: old.texts)
    if new == old { return old }
    if new.externalID != old.externalID { try refuseTaken(new.externalID, customers, by: id) }
    customers[id] = new
    try note(Entry(kind: .customerEdited, party: Party(customer: id)), by: actor)
    return new
  }

  mutating func archive(_ id: CustomerID, by actor: PersonID?) throws -> Customer {
    let id = try survivor(id)
    guard let old = customers[id] else { throw ModelRefusal() }
    if old.archived { return old }
    let new = with(old, archived: true, into: nil)
    customers[id] = new
    try note(Entry(kind: .customerArchived, party: Party(customer: id)), by: actor)
    return new
  }

  mutating func add(
    _ new: NewContact, to customer: CustomerID, by actor: PersonID?
  ) throws -> Contact {
    let texts = try Self.stored(new.texts)
    try refuseTaken(texts[.externalID], contacts, by: nil)
    let contact = Contact(
      id: newID(), company: company, companySlug: slug, customer: try survivor(customer),
      texts: texts)
    contacts[contact.id] = contact
    try note(Entry(kind: .contactAdded, party: contact.party), by: actor)
    return contact
  }

  mutating func edit(
    _ id: ContactID, _ change: ContactChange, to customer: CustomerID?, by actor: PersonID?
  ) throws -> Contact {
    guard let old = contacts[try survivor(id)] else { throw ModelRefusal() }
    var new = old
    new.texts = try Self.stored(change, over: old.texts)
    if let customer { new.customer = try survivor(customer) }
    if new == old { return old }
    if new.externalID != old.externalID { try refuseTaken(new.externalID, contacts, by: old.id) }
    contacts[old.id] = new
    if new.customer != old.customer { follow(old.id, to: new.party) }
    try note(Entry(kind: .contactEdited, party: new.party), by: actor)
    return new
  }

  mutating func remove(_ id: ContactID, by actor: PersonID?) throws -> Contact {
    guard let old = contacts.removeValue(forKey: try survivor(id)) else { throw ModelRefusal() }
    let removed = with(old, removed: true, into: nil)
    removedContacts[old.id] = removed
    try note(Entry(kind: .contactRemoved, party: old.party), by: actor)
    return removed
  }
}
