import GRDB
import Synchronization

/// A row of the log's index.
struct LogIndexRow: Sendable {
  let id: Int64
  let terms: String

  func insert(in database: Database) throws {
    try database.cachedStatement(sql: "INSERT INTO logIndex (rowid, terms) VALUES (?, ?)")
      .execute(arguments: [id, terms])
  }
}

/// The index rows of the entries that one transaction appends, written many at a time. For its
/// triggers and foreign keys each insertion into `logEntry` is a savepoint, and at each savepoint
/// FTS5 writes out what it has gathered: a row after each entry would cost as much as all its terms.
final class LogIndexBacklog: Sendable {
  /// Rows beyond which they are written before the transaction's end, for the sake of memory.
  static let most = 1_000

  /// That of the transaction under way on this thread.
  @TaskLocal private static var current: LogIndexBacklog?

  private let rows = Mutex<[LogIndexRow]>([])

  /// Runs the body of a transaction; what it appends to the log is in the index when this returns.
  static func gathering<Value>(
    in database: Database, _ body: () throws -> Value
  ) throws -> Value {
    let backlog = LogIndexBacklog()
    let value = try $current.withValue(backlog) { try body() }
    try backlog.write(in: database)
    return value
  }

  /// Runs a part of such a body that may be undone by itself: its rows are written at once.
  static func apart<Value>(_ body: () throws -> Value) rethrows -> Value {
    try $current.withValue(nil) { try body() }
  }

  /// Adds a row, which is written at once where nothing is gathered.
  static func add(_ row: LogIndexRow, in database: Database) throws {
    guard let backlog = current else { return try row.insert(in: database) }
    let isFull = backlog.rows.withLock { rows in
      rows.append(row)
      return rows.count >= most
    }
    if isFull { try backlog.write(in: database) }
  }

  private func write(in database: Database) throws {
    let rows = rows.withLock { rows in
      defer { rows = [] }
      return rows
    }
    for row in rows { try row.insert(in: database) }
  }
}
