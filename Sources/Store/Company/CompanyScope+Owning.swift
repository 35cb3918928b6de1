import GRDB
import Records

/// What of a caller's ids is the company's own.
extension CompanyScope {
  /// Throws when the company has no such row, also when another company has.
  package func require<ID: OwnedIdentifier>(_ id: ID) async throws(StoreError) {
    let company = self.id
    try await database.read { try id.require(of: company, in: $0) }
  }

  /// Everybody who has or had that e-mail address at the company, the removed ones too.
  package func persons(
    everWithEmail email: String
  ) async throws(StoreError) -> Set<PersonID> {
    let company = id
    let (key, older) = FieldRule.emailKeys(email)
    return try await database.read { database in
      try Int64.fetchSet(
        database.cachedStatement(
          sql: "SELECT id FROM person WHERE company = ? AND emailKey IN (?, ?)"),
        arguments: [company.rawValue, key, older])
    }.reduce(into: []) { $0.insert(PersonID(rawValue: $1)) }
  }
}

extension OwnedIdentifier {
  /// Throws when the company has no such row; archived and removed ones it has.
  func require(of company: CompanyID, in database: Database) throws {
    let found = try Int64.fetchOne(
      database.cachedStatement(sql: "SELECT id FROM \(Self.table) WHERE id = ? AND company = ?"),
      arguments: [rawValue, company.rawValue])
    if found == nil { throw Refusal.notFound(self, Self.kind.field) }
  }
}
