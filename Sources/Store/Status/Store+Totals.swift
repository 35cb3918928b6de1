import GRDB

extension Store {
  /// Entries of all companies' logs.
  package func logTotal() async throws(StoreError) -> Int {
    try await database.read { database in
      try Int.fetchOne(database, sql: "SELECT ifnull(sum(entries), 0) FROM logHead") ?? 0
    }
  }
}
