extension Store {
  /// Entries of all companies' logs.
  package func logTotal() async throws(StoreError) -> Int {
    try await engine.read { transaction in
      try transaction.value("SELECT ifnull(sum(entries), 0) FROM logHead", as: Int.self) ?? 0
    }
  }
}
