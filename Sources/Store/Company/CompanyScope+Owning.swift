import Records

/// Ids of the company that a caller's words stand for.
extension CompanyScope {
  /// Everybody who has or had that e-mail address at the company, the removed ones too.
  package func persons(
    everWithEmail email: String
  ) async throws(StoreError) -> Set<PersonID> {
    let company = id
    return try await engine.read {
      Set(try Person.ids(everWithEmail: email, of: company, in: $0))
    }
  }
}
