import GRDB

/// A log query as SQL, and the walk along its rows.
struct LogSearch: Sendable {
  let sql: String
  let arguments: StatementArguments
  private let words: TextWords
  private let limit: Int

  init(_ query: LogQuery, company: CompanyID) throws(StoreError) {
    var conditions = "company = ?"
    var common: [any DatabaseValueConvertible] = []
    if let from = query.from {
      conditions += " AND at >= ?"
      common.append(Int64(from.timeIntervalSince1970.rounded(.up)))
    }
    if let until = query.until {
      conditions += " AND at < ?"
      common.append(Int64(until.timeIntervalSince1970.rounded(.up)))
    }
    if let after = query.after {
      let cursor = try LogCursor(after)
      conditions += " AND (at, id) < (?, ?)"
      common += [cursor.at, cursor.id]
    }
    let columns = """
      SELECT id, company, at, kind, person, document, mail, text,
        (SELECT email FROM person WHERE person.id = logEntry.person) AS personEmail
      FROM logEntry WHERE 
      """
    let order = " ORDER BY at DESC, id DESC"
    if query.kinds.isEmpty || query.kinds.count == LogKind.allCases.count {
      sql = columns + conditions + order
      arguments = StatementArguments([company.rawValue] + common)
    } else {
      // One arm a kind, each in index order; SQLite merges them without sorting.
      let kinds = query.kinds.map(\.rawValue).sorted()
      let arm = columns + "kind = ? AND " + conditions
      sql = kinds.map { _ in arm }.joined(separator: " UNION ALL ") + order
      arguments = StatementArguments(kinds.flatMap { [$0, company.rawValue] + common })
    }
    words = TextWords(query.text ?? "")
    limit = query.limit
  }

  func page(in database: Database) throws -> LogPage {
    var entries: [LogEntry] = []
    let rows = try Row.fetchCursor(
      database.cachedStatement(sql: sql), arguments: arguments)
    while let row = try rows.next() {
      guard words.allOccur(in: row["text"] ?? "") else { continue }
      if entries.count == limit {
        return LogPage(entries: entries, next: entries.last.map(cursor)?.text)
      }
      entries.append(try LogEntry(row: row))
    }
    return LogPage(entries: entries, next: nil)
  }

  private func cursor(_ entry: LogEntry) -> LogCursor {
    LogCursor(at: entry.at.storedSeconds, id: entry.id.rawValue)
  }
}
