import GRDB
import Records
import Synchronization

/// What one write transaction appends to customer logs: it knows where they end, so that each
/// further entry need not look, and gathers the rows of the index, which are written many at a
/// time. For its triggers and foreign keys each insertion into `logEntry` is a savepoint, and at
/// each savepoint FTS5 writes out what it has gathered: a row after each entry would cost as much
/// as all its terms.
final class LogTransaction: Sendable {
  /// Rows beyond which they are written before the transaction's end, for the sake of memory.
  static let mostRows = 1_000

  /// That of the transaction under way on this thread.
  @TaskLocal private static var current: LogTransaction?

  private struct State {
    /// The last entry of any company.
    var last: LogEntryID?
    var ends: [CompanyID: LogEnd] = [:]
    var rows: [LogIndexRow] = []

    mutating func forgetEnds() {
      (last, ends) = (nil, [:])
    }
  }

  private let state = Mutex(State())

  /// Runs the body of a transaction; what it appends to the log is in the index when this returns.
  static func run<Value>(in database: Database, _ body: () throws -> Value) throws -> Value {
    let transaction = LogTransaction()
    let value = try $current.withValue(transaction) { try body() }
    try transaction.writeRows(in: database)
    return value
  }

  /// Runs a part of such a body that may be undone by itself: its rows are written at once, and
  /// where the logs end has to be looked at anew.
  static func apart<Value>(_ body: () throws -> Value) rethrows -> Value {
    defer { current?.state.withLock { $0.forgetEnds() } }
    return try $current.withValue(nil) { try body() }
  }

  /// What is known, by what this transaction has appended, of the last entry of any company, and of
  /// where the company's log ends.
  static func known(of company: CompanyID) -> (last: LogEntryID?, end: LogEnd?) {
    current?.state.withLock { ($0.last, $0.ends[company]) } ?? (nil, nil)
  }

  /// Adds an entry that has just been appended: the log's end with it, and its row, which is
  /// written at once where nothing is gathered.
  static func appended(
    _ row: LogIndexRow, as id: LogEntryID, to company: CompanyID, endingAt end: LogEnd,
    in database: Database
  ) throws {
    guard let transaction = current else { return try row.insert(in: database) }
    let isFull = transaction.state.withLock { state in
      (state.last, state.ends[company]) = (id, end)
      state.rows.append(row)
      return state.rows.count >= mostRows
    }
    if isFull { try transaction.writeRows(in: database) }
  }

  /// Writes the rows that are gathered at once, for who takes words of them out of the index again.
  static func settle(in database: Database) throws { try current?.writeRows(in: database) }

  /// In the order of their ids, and each id once, though entries of several companies may have it:
  /// FTS5 gathers in memory only what comes in that order, and writes a segment of the index to the
  /// disk at each step back or repetition.
  private func writeRows(in database: Database) throws {
    let rows = state.withLock { state in
      defer { state.rows = [] }
      return state.rows
    }
    var gathered: LogIndexRow?
    for row in rows.sorted(by: { $0.id < $1.id }) {
      if gathered?.id == row.id {
        gathered?.terms += " " + row.terms
      } else {
        try gathered?.insert(in: database)
        gathered = row
      }
    }
    try gathered?.insert(in: database)
  }
}
