import Records

/// The conditions that lists of documents, tasks and reminders have in common.
extension SQLFilter {
  /// Adds whom the rows of a table concern, and the group that they are in, or one below it. Throws
  /// when the company has no such customer, contact or group; those that were removed it has.
  mutating func add(
    _ table: String, customer: Reference<CustomerID>?, contact: Reference<ContactID>?,
    group: String?, of company: CompanyID, in transaction: Transaction
  ) throws {
    add("\(table).customer =", try customer?.resolved(of: company, in: transaction))
    add("\(table).contact =", try contact?.resolved(of: company, in: transaction))
    let groups = try group.map { path in
      let tree = try GroupTree(of: company, in: transaction)
      return Array(tree.subtree(of: try tree.required(named: path)).joined())
    }
    add("\(table).groupNode", isOneOf: groups)
  }

  /// Adds that a column names a person by e-mail address, removed persons too. Throws when nobody
  /// at the company has or had the address.
  mutating func add(
    _ column: String, isPerson email: String?, of company: CompanyID, in transaction: Transaction
  ) throws {
    guard let email else { return }
    let persons = try Person.ids(everWithEmail: email, of: company, in: transaction)
    guard !persons.isEmpty else { throw Refusal(.person, email, .absent(.nobodyHadAddress)) }
    add(column, isOneOf: persons)
  }
}

extension Person {
  /// Everybody who has or had that e-mail address at the company, the removed ones too.
  static func ids(
    everWithEmail email: String, of company: CompanyID, in transaction: Transaction
  ) throws -> [PersonID] {
    let (key, older) = FieldRule.emailKeys(email)
    return try transaction.values(
      "SELECT id FROM person WHERE company = \(company) AND emailKey IN (\(key), \(older))",
      as: PersonID.self)
  }
}
