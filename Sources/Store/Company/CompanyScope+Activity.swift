import Records

extension CompanyScope {
  /// Nil while the log ends where it did.
  package func activity(since end: LogNumber?) async throws(StoreError) -> CompanyActivity? {
    let id = id
    return try await engine.read { transaction in
      let last = try transaction.value(
        "SELECT max(number) FROM logEntry WHERE company = \(id)", as: LogNumber.self)
      let now = last ?? LogNumber(rawValue: 0)
      guard now != end else { return nil }
      func count(_ sql: SQL) throws -> Int { try transaction.value(sql) ?? 0 }
      return CompanyActivity(
        end: now,
        inbox: try count(
          "SELECT count(*) FROM document WHERE company = \(id) AND state = 'inbox'"),
        documents: try count("SELECT count(*) FROM document WHERE company = \(id)"),
        tasks: try count("SELECT count(*) FROM task WHERE company = \(id) AND state = 'open'"))
    }
  }
}
