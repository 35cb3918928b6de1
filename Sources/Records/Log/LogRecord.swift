import Platform

/// An entry of a customer log as its company's hash chain covers it, apart from how an engine keeps
/// it.
///
/// Not in it are the entry's number, which is its place in the chain, what an erasure writes beside
/// the entry, which the entry that records the erasure covers, and the text with its salt: the text
/// is covered through `textDigest`.
package struct LogRecord: Sendable, Hashable {
  /// The row of the entry among those of all companies.
  package let id: Int64
  package let company: CompanyID
  /// When it happened, in seconds since 1970.
  package let at: Int64
  /// Its place in the log's order.
  package let place: Int64
  /// SHA-256(salt ‖ text), see `LogChain.textDigest`.
  package let textDigest: Digest
  /// A `LogKind`, perhaps of a later release.
  package let kind: String
  /// The moment of recording, in seconds since 1970; nil in entries of older releases.
  package var recordedAt: Int64?
  package var person: Int64?
  package var meant: Int64?
  package var customer: Int64?
  package var contact: Int64?
  package var document: Int64?
  package var task: Int64?
  package var mail: Int64?
  package var amount: String?
  package var currency: String?
  package var reference: String?
  package var externalID: String?
  package var externalDigest: Digest?
  /// The number of the entry that this one corrects or undoes.
  package var corrects: Int64?
  /// The entries whose texts this one took: `,12,40,`.
  package var erases: String?
  /// The entries whose texts this one took a name out of, with the digests of what is left.
  package var masks: String?

  package init(
    id: Int64, company: CompanyID, at: Int64, place: Int64, textDigest: Digest, kind: String
  ) {
    self.id = id
    self.company = company
    self.at = at
    self.place = place
    self.textDigest = textDigest
    self.kind = kind
  }
}

extension LogRecord {
  /// A value of the canonical form.
  package enum Value {
    case number(Int64)
    case text(String)
    case digest(Digest)
  }

  /// The canonical form: the fields that hold a value, by name. What is added later goes to its
  /// place by name, and leaves the form of older entries, which don't have it, as it is.
  package var fields: [(name: StaticString, value: Value)] {
    let all: [(StaticString, Value?)] = [
      ("amount", amount.map(Value.text)), ("at", .number(at)),
      ("company", .number(company.rawValue)), ("contact", contact.map(Value.number)),
      ("corrects", corrects.map(Value.number)),
      ("currency", currency.map(Value.text)), ("customer", customer.map(Value.number)),
      ("document", document.map(Value.number)), ("erases", erases.map(Value.text)),
      ("externalDigest", externalDigest.map(Value.digest)),
      ("externalID", externalID.map(Value.text)), ("id", .number(id)), ("kind", .text(kind)),
      ("mail", mail.map(Value.number)), ("masks", masks.map(Value.text)),
      ("meant", meant.map(Value.number)),
      ("person", person.map(Value.number)), ("place", .number(place)),
      ("recordedAt", recordedAt.map(Value.number)),
      ("reference", reference.map(Value.text)), ("task", task.map(Value.number)),
      ("textDigest", .digest(textDigest)),
    ]
    return all.compactMap { name, value in value.map { (name, $0) } }
  }
}
