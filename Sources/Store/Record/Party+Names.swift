import Records

extension Party {
  /// `Virtanen Oy (Maija Virtanen)`; nil for nobody.
  func shown(of company: CompanyID, in transaction: Transaction) throws -> String? {
    guard let customer else { return nil }
    let name = try customer.storedName(of: company, in: transaction)
    guard let contact else { return name }
    return "\(name) (\(try contact.storedName(of: company, in: transaction)))"
  }
}

extension OwnedIdentifier where Self: SQLConvertible {
  /// The name of a customer, a contact or a person, archived and removed ones too.
  func storedName(of company: CompanyID, in transaction: Transaction) throws -> String {
    let name = try transaction.value(
      """
      SELECT name FROM \(raw: Self.table) WHERE id = \(self) AND company = \(company)
      """, as: String.self)
    guard let name else { throw Refusal.notFound(self) }
    return name
  }
}

extension FieldChanges {
  /// Notes a field that names a record; two records of one name are told apart by their ids.
  mutating func note<ID: OwnedIdentifier>(
    _ field: RecordField, _ old: ID?, _ new: ID?, named name: (ID) throws -> String
  ) rethrows {
    guard old != new else { return }
    let before = try old.map(name)
    let after = try new.map(name)
    func shown(_ id: ID?, _ name: String?) -> String? {
      guard let id, let name else { return nil }
      return before == after ? "\(name) (\(id.rawValue))" : name
    }
    note(field, shown(old, before), shown(new, after))
  }

  /// Notes customer and contact.
  mutating func note(
    _ old: Party, _ new: Party, of company: CompanyID, in transaction: Transaction
  ) throws {
    try note(.customer, old.customer, new.customer) {
      try $0.storedName(of: company, in: transaction)
    }
    try note(.contact, old.contact, new.contact) {
      try $0.storedName(of: company, in: transaction)
    }
  }
}
