import Records

/// Ids of the company that a caller's words stand for.
extension CompanyScope {
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
