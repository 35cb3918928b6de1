import GRDB

/// What of a caller's ids is the company's own.
extension CompanyScope {
  /// Throws when the company has no such row, also when another company has.
  package func require<ID: OwnedIdentifier>(_ id: ID) async throws(StoreError) {
    let company = self.id
    let found = try await database.read { database in
      try Int64.fetchOne(
        database.cachedStatement(sql: "SELECT id FROM \(ID.table) WHERE id = ? AND company = ?"),
        arguments: [id.rawValue, company.rawValue])
    }
    if found == nil { throw .notFound(id.subject) }
  }

  /// Everybody who has or had that e-mail address at the company, the removed ones too.
  package func persons(
    everWithEmail email: String
  ) async throws(StoreError) -> Set<PersonID> {
    let company = id
    return try await database.read { database in
      try Int64.fetchSet(
        database.cachedStatement(sql: "SELECT id FROM person WHERE company = ? AND emailKey = ?"),
        arguments: [company.rawValue, FieldRule.emailKey(email)])
    }.reduce(into: []) { $0.insert(PersonID(rawValue: $1)) }
  }
}
