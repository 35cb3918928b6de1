import Records

/// Persons in the transaction.
extension Person: OwnedRecord {
  init(row: SQLRow) throws {
    self.init(
      id: row["id"], company: row["company"], companySlug: row["companySlug"],
      name: row["name"], email: row["email"], role: try row.known("role"),
      language: try row.known("language"),
      reminderDays: try StoredDays.decoded(row["reminderDays"]),
      reminderAt: try row.known("reminderAt"),
      removed: row["removed"])
  }

  /// By name.
  static func list(
    of company: CompanyID, includingRemoved: Bool, _ page: ListPage<PersonID>,
    in transaction: Transaction
  ) throws -> RecordList {
    let order = ListOrder(table: "person", columns: ["nameKey", "id"])
    var filter = SQLFilter()
    filter.add("person.company =", company)
    if !includingRemoved { filter.add("person.removed = 0") }
    try filter.begin(order, after: page.after, in: transaction) { .notFound($0) }
    return RecordList(select, filter, order, limit: page.limit)
  }

  /// The person with that e-mail who has not been removed.
  static func find(
    email: String, of company: CompanyID, in transaction: Transaction
  ) throws -> Person? {
    let (key, older) = FieldRule.emailKeys(email)
    return try transaction.row(
      """
      \(raw: select) WHERE person.company = \(company) AND person.emailKey IN (\(key), \(older))
        AND person.removed = 0
      """
    ).map(Person.init(row:))
  }

  /// One who has not been removed.
  static func present(
    _ id: PersonID, of company: CompanyID, in transaction: Transaction
  ) throws -> Person {
    let found = try required(id, of: company, in: transaction)
    guard !found.removed else {
      throw Refusal(of: .record(id), .state(.wasRemoved(email: found.email)))
    }
    return found
  }
}
