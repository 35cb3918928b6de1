import Foundation
import Records

@testable import Store

/// Random values for fields, most of them good.
extension ModelDesk {
  mutating func actor() -> PersonID? {
    random.once(in: 2) ? nil : id(of: model.persons.keys)
  }

  mutating func name() -> String {
    if random.once(in: 15) { return random.pick(["", "  ", "a\u{7}b"]) }
    return random.pick(["Virtanen Oy", " Äijälä ", "virta", "Matti ja Maija", "Ääni 40", "🎉 %_"])
  }

  mutating func businessID() -> String? {
    random.pick([nil, nil, "", "1234567-1", " fi12345671", random.once(in: 4) ? "1234567-2" : nil])
  }

  mutating func email() -> String? {
    random.pick([nil, "", "a@b.fi", " A@B.fi", random.once(in: 4) ? "a b" : nil])
  }

  mutating func phone() -> String? {
    random.pick([nil, "", "040 123", "+358 (9) 1", random.once(in: 4) ? "soita" : nil])
  }

  mutating func role() -> String? { random.pick([nil, "", "Ostaja", "ostaja ", "Ääni"]) }

  mutating func externalID() -> String? {
    random.once(in: 4) ? random.pick(["K-1", "K-2", "K-3"]) : nil
  }

  /// Few addresses, so that they are taken, free again, and somebody else's.
  mutating func personEmail() -> String {
    if random.once(in: 15) { return random.pick(["pekka@beta.example", "nobody"]) }
    return random.pick([
      "matti@acme.example", "MAIJA@acme.example", "maija@acme.example", "liisa@acme.example",
      "ville@acme.example",
    ])
  }

  mutating func date() -> CivilDate {
    let text = random.pick(["2026-01-31", "2026-03-01", "2026-03-02", "2026-03-03", "2028-02-29"])
    return CivilDate(text) ?? model.today
  }

  mutating func every() -> Recurrence? {
    random.pick([nil, nil, nil, .week, .month, .year, .days(10)])
  }

  mutating func newPath() -> String {
    let names = ["Myynti", "myynti", "Tuki", "Ääni", "A", "", "B "]
    return (0..<random.pick([1, 1, 2, 3])).map { _ in random.pick(names) }.joined(separator: "/")
  }

  /// Mostly of a group that there is.
  mutating func knownPath() -> String? {
    if random.once(in: 3) { return nil }
    if random.once(in: 10) || model.groups.isEmpty { return random.pick(["Ei/ole", "Beeta", ""]) }
    let path = model.path(of: id(of: model.groups.keys))
    return random.once(in: 2) ? path.uppercased() : path
  }

  /// Mostly one that there is, now and then one that was.
  mutating func anyContact() -> ContactID {
    if !model.removedContacts.isEmpty, random.once(in: 6) {
      return id(of: model.removedContacts.keys)
    }
    return id(of: model.contacts.keys)
  }

  /// Ids that mostly fit together.
  mutating func party() -> (customer: CustomerID?, contact: ContactID?) {
    switch Int.random(in: 0..<6, using: &random) {
    case 0, 1: return (nil, nil)
    case 2: return (id(of: model.customers.keys), nil)
    case 3: return (nil, anyContact())
    case 4:
      let contact = anyContact()
      return (model.contacts[contact]?.customer, contact)
    default: return (id(of: model.customers.keys), anyContact())
    }
  }

  mutating func partyChange() -> PartyChange {
    let party = party()
    var change = PartyChange()
    if random.once(in: 2) { change.customer = .set(party.customer.map(Reference.id)) }
    if random.once(in: 2) { change.contact = .set(party.contact.map(Reference.id)) }
    return change
  }
}
