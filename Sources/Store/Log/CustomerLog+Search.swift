import Records

/// Finding entries.
extension CustomerLog {
  /// One page, newest first (by time, then by id).
  package func search(_ query: LogQuery) async throws(StoreError) -> LogPage {
    guard query.limit > 0 else { throw StoreError(Refusal(of: .limit, .request(.belowOne))) }
    if let text = query.text { try StoreError.refusing(TextLimit.search.check(text, .text)) }
    // Nobody's entries are none, whatever else is asked.
    if query.persons?.isEmpty == true { return LogPage(entries: [], next: nil) }
    let search = try LogSearch(query, company: company)
    return try await engine.read { try search.page(in: $0) }
  }
}
