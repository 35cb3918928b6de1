import GRDB

/// Finding entries.
extension CustomerLog {
  /// One page, newest first (by time, then by id). Text is looked for entry by entry along the
  /// index, within this company only: the cost never depends on what other companies have.
  package func search(_ query: LogQuery) async throws(StoreError) -> LogPage {
    guard query.limit > 0 else { throw .refused("limit", "it must be at least 1") }
    let search = try LogSearch(query, company: company)
    return try await database.read { try search.page(in: $0) }
  }
}
