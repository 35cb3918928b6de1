import GRDB

/// Whose data is erased: a contact or a person of one company.
enum ErasureSubject {
  case contact(ContactID, of: CustomerID)
  case person(PersonID)

  /// Whether texts are about nobody else: they go whatever they say.
  func owns(contact: ContactID?) -> Bool {
    guard case .contact(let id, _) = self else { return false }
    return contact == id
  }

  var person: PersonID? {
    if case .person(let id) = self { id } else { nil }
  }

  /// The kind, party and text of the entry that records the erasure.
  func record(_ voice: LogText) -> (kind: LogKind, party: Party, text: String) {
    switch self {
    case .contact(let id, let customer):
      (.contactRemoved, Party(customer: customer, contact: id), voice.dataErased(of: id))
    case .person(let id): (.personRemoved, Party(), voice.dataErased(of: id))
    }
  }

  /// Takes the data out of the record itself; the row stays for those that name it.
  func clear(of company: CompanyID, mark: String, in database: Database) throws {
    switch self {
    case .contact(let id, _):
      try database.execute(
        sql: """
          UPDATE contact SET name = ?, role = NULL, email = NULL, phone = NULL, externalID = NULL,
            removed = 1, erased = 1 WHERE id = ? AND company = ?
          """, arguments: [mark, id.rawValue, company.rawValue])
    case .person(let id):
      // RFC 2606: nobody has an address below .invalid.
      let address = "erased-\(id.rawValue)@erased.invalid"
      try database.execute(
        sql: """
          UPDATE person SET name = ?1, email = ?2, emailKey = ?2, language = NULL,
            reminderDays = NULL, reminderAt = NULL, removed = 1, erased = 1
          WHERE id = ?3 AND company = ?4
          """, arguments: [mark, address, id.rawValue, company.rawValue])
    }
  }
}
