import GRDB
import Synchronization

/// What one write transaction appends to customer logs: it knows where they end, so that each further
/// entry need not look, and gathers the rows of the index, which are written many at a time. For its
/// triggers and foreign keys each insertion into `logEntry` is a savepoint, and at each savepoint
/// FTS5 writes out what it has gathered: a row after each entry would cost as much as all its terms.
final class LogTransaction: Sendable {
  /// Rows beyond which they are written before the transaction's end, for the sake of memory.
  static let mostRows = 1_000

  /// That of the transaction under way on this thread.
  @TaskLocal private static var current: LogTransaction?

  private struct State {
    var end = LogEnd()
    var rows: [LogIndexRow] = []
  }

  private let state = Mutex(State())

  /// Runs the body of a transaction; what it appends to the log is in the index when this returns.
  static func run<Value>(in database: Database, _ body: () throws -> Value) throws -> Value {
    let transaction = LogTransaction()
    let value = try $current.withValue(transaction) { try body() }
    try transaction.writeRows(in: database)
    return value
  }

  /// Runs a part of such a body that may be undone by itself: its rows are written at once, and where
  /// the logs end has to be looked at anew.
  static func apart<Value>(_ body: () throws -> Value) rethrows -> Value {
    defer { current?.state.withLock { $0.end = LogEnd() } }
    return try $current.withValue(nil) { try body() }
  }

  /// What is known of the logs' ends by what this transaction has appended.
  static var end: LogEnd { current?.state.withLock { $0.end } ?? LogEnd() }

  /// Adds an entry that has just been appended: the logs' ends with it, and its row, which is written
  /// at once where nothing is gathered.
  static func appended(
    _ row: LogIndexRow, endingAt end: LogEnd, in database: Database
  ) throws {
    guard let transaction = current else { return try row.insert(in: database) }
    let isFull = transaction.state.withLock { state in
      state.end = end
      state.rows.append(row)
      return state.rows.count >= mostRows
    }
    if isFull { try transaction.writeRows(in: database) }
  }

  private func writeRows(in database: Database) throws {
    let rows = state.withLock { state in
      defer { state.rows = [] }
      return state.rows
    }
    for row in rows { try row.insert(in: database) }
  }
}

/// Where the customer logs end, as far as it is known; what is nil has to be looked up.
struct LogEnd: Sendable {
  /// The last entry of any company.
  var last: LogEntryID?
  /// The last place of its second.
  var place: LogPlace?
  /// The hashes of the companies' last entries.
  var heads: [CompanyID: [UInt8]] = [:]
}

/// A row of the log's index.
struct LogIndexRow: Sendable {
  let id: Int64
  let terms: String

  func insert(in database: Database) throws {
    try database.cachedStatement(sql: "INSERT INTO logIndex (rowid, terms) VALUES (?, ?)")
      .execute(arguments: [id, terms])
  }
}
