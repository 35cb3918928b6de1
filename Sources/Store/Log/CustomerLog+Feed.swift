import Records

/// Following the log: every entry once, in the order of recording.
extension CustomerLog {
  /// The entries that were recorded behind a cursor, from the first one on without, at most so
  /// many. One transaction at a time writes, and numbers its entries on from the last: what comes
  /// later always has a higher number, so nobody who goes on behind the last entry skips or repeats
  /// one.
  package func feed(
    after cursor: String?, most: Int
  ) async throws(StoreError) -> [FedLogEntry] {
    let company = company
    let cursor: LogCursor? = if let cursor { try LogCursor(cursor) } else { nil }
    return try await engine.read { transaction in
      let last = try cursor?.number(in: company, transaction) ?? LogNumber(rawValue: 0)
      return try transaction.rows(
        """
        \(raw: LogEntry.columns) WHERE company = \(company) AND number > \(last)
        ORDER BY number LIMIT \(most)
        """
      ).map { FedLogEntry(try LogEntry(row: $0)) }
    }
  }

  /// The newest entries on a document, at most so many, oldest first.
  package func entries(
    on document: DocumentID, most: Int
  ) async throws(StoreError) -> [LogEntry] {
    let company = company
    return try await engine.read { transaction in
      try transaction.rows(
        """
        \(raw: LogEntry.columns)
        WHERE company = \(company) AND document = \(document)
        ORDER BY number DESC LIMIT \(most)
        """
      ).reversed().map(LogEntry.init(row:))
    }
  }

  /// The entry of that number.
  package func entry(_ number: LogNumber) async throws(StoreError) -> LogEntry {
    let company = company
    return try await engine.read { try LogEntry.required(number, of: company, in: $0) }
  }
}

/// An entry with the cursor that goes on behind it.
package struct FedLogEntry: Sendable {
  package let entry: LogEntry
  package let cursor: String

  init(_ entry: LogEntry) {
    self.entry = entry
    cursor = LogCursor(after: entry).text
  }
}
