/// All that an erasure is to take, found in one snapshot before anything is changed.
struct ErasureSurvey: Sendable {
  /// Entries of the log by their ids, oldest first.
  private(set) var entries: [Int64] = []
  /// The number of the last entry that was looked at.
  private(set) var lastEntry: Int64 = 0
  /// Rows, by the number of their table in `Erasure.tables`.
  private(set) var rows: [(table: Int, key: ErasedTable.Key)] = []
  /// The report, if the erasure took no more.
  private(set) var report = ErasureReport()
  private(set) var reach: ErasureReach

  init(_ erasure: Erasure, _ target: ErasureTarget, in transaction: Transaction) throws {
    reach = ErasureReach(target.ownSpellings, also: erasure.request.also)
    report.isFirst = !target.wasErased
    let log = try LogErasure(erasure, in: transaction)
    lastEntry = try log.forEach(behind: 0, of: erasure.company, in: transaction) { entry, text in
      entries.append(entry.id)
      report.count(entry)
      if !entry.isOwn { reach.note([text]) }
    }
    for number in Erasure.tables.indices { try look(at: number, erasure, in: transaction) }
    report.reached = reach.counts
  }

  private mutating func look(
    at number: Int, _ erasure: Erasure, in transaction: Transaction
  ) throws {
    let table = Erasure.tables[number]
    for query in table.all(of: erasure.company) {
      try transaction.forEach(query) { row in
        let values = try erasure.values(for: row, of: table, in: transaction)
        guard !values.isEmpty else { return }
        rows.append((number, table.key(of: row)))
        report.count(values, in: table)
        guard !erasure.isOwn(row, of: table) else { return }
        reach.note(values.keys.compactMap(row.text))
      }
    }
  }
}

extension ErasureReport {
  mutating func count(_ entry: LogErasure.Entry) {
    entries += 1
    if !entry.isOwn { others += 1 }
    if entry.rest != nil { masked += 1 }
  }

  mutating func count(_ values: [String: SQLValue], in table: ErasedTable) {
    table.count?(&self)
    if values["raw"] != nil { discarded += 1 }
  }
}
