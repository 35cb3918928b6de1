import Records

/// The tail of the customer logs in one transaction: it knows where the logs end, so that each
/// further entry need not look, and gathers the rows of the index, which are written many at a
/// time. For its triggers and foreign keys each insertion into `logEntry` is a savepoint, and at
/// each savepoint FTS5 writes out what it has gathered: a row after each entry would cost as much
/// as all its terms.
struct LogTail {
  /// Rows beyond which they are written before the transaction's end, for the sake of memory.
  static let mostRows = 1_000

  /// The last entry of any company; nil has to be looked up.
  private(set) var last: LogEntryID?
  private var ends: [CompanyID: LogEnd] = [:]
  private var rows: [LogIndexRow] = []

  /// The end of the company's log; nil has to be looked up.
  func end(of company: CompanyID) -> LogEnd? { ends[company] }

  /// Adds an entry that has just been appended: the log's end with it, and its row. True when it is
  /// time to write the rows.
  mutating func add(
    _ row: LogIndexRow, as id: LogEntryID, to company: CompanyID, endingAt end: LogEnd
  ) -> Bool {
    (last, ends[company]) = (id, end)
    return add(row)
  }

  /// The same of a row that is no entry's.
  mutating func add(_ row: LogIndexRow) -> Bool {
    rows.append(row)
    return rows.count >= Self.mostRows
  }

  /// Forgets all, since the entries may be undone: the ends are looked up anew, and the rows that
  /// are still gathered are of nothing.
  mutating func forget() {
    (last, ends, rows) = (nil, [:], [])
  }

  /// Writes the rows that are gathered, in the order of their ids, and each id once, though entries
  /// of several companies may have it: FTS5 gathers in memory only what comes in that order, and
  /// writes a segment of the index to the disk at each step back or repetition.
  mutating func writeRows(to index: any LogIndexing) throws {
    defer { rows = [] }
    var gathered: LogIndexRow?
    for row in rows.sorted(by: { $0.id < $1.id }) {
      if gathered?.id == row.id {
        gathered?.terms += " " + row.terms
      } else {
        if let gathered { try index.insert(gathered) }
        gathered = row
      }
    }
    if let gathered { try index.insert(gathered) }
  }
}
