import Records

/// Checks that a caller's ids are the company's own.
extension CompanyScope {
  /// Throws when the company has no such row, also when another company has.
  package func require<ID: OwnedIdentifier>(_ id: ID) async throws(StoreError) {
    let company = self.id
    try await engine.read { try id.require(of: company, in: $0) }
  }

  /// Everybody who has or had that e-mail address at the company, the removed ones too.
  package func persons(
    everWithEmail email: String
  ) async throws(StoreError) -> Set<PersonID> {
    let company = id
    let (key, older) = FieldRule.emailKeys(email)
    return try await engine.read { transaction in
      try transaction.values(
        "SELECT id FROM person WHERE company = \(company) AND emailKey IN (\(key), \(older))",
        as: Int64.self)
    }.reduce(into: []) { $0.insert(PersonID(rawValue: $1)) }
  }
}

extension OwnedIdentifier {
  /// Throws when the company has no such row; archived and removed ones it has.
  func require(of company: CompanyID, in transaction: Transaction) throws {
    let found = try transaction.value(
      """
      SELECT id FROM \(raw: Self.table) WHERE id = \(rawValue) AND company = \(company)
      """, as: Int64.self)
    if found == nil { throw Refusal.notFound(self, Self.kind.field) }
  }
}
