import GRDB
import GRDBSQLite

/// Statements that are executed for each mail, part and entry of the log. `execute(arguments:)`
/// takes the values as an array of existentials, checks and copies it, and binds each in a closure
/// of its own, which costs half as much again as SQLite's insertion of a short row.
extension Database {
  /// Executes a statement that gives no rows, with a value for each `?`, in order.
  func run<each Value: StatementBinding>(_ sql: String, _ values: repeat each Value) throws {
    try step(sql) { statement in
      for value in repeat each values { statement.bind(value) }
    } row: { _ in
    }
  }

  func run(_ sql: String, with values: [DatabaseValue]) throws {
    try step(sql) { statement in
      for value in values { statement.bind(value) }
    } row: { _ in
    }
  }

  /// The integer that a query's first row begins with; nil without a row.
  func firstInteger<each Value: StatementBinding>(
    _ sql: String, _ values: repeat each Value
  ) throws -> Int64? {
    try step(sql) { statement in
      for value in repeat each values { statement.bind(value) }
    } row: {
      sqlite3_column_int64($0, 0)
    }
  }

  /// Takes one step; nil when it gave no row.
  @discardableResult
  private func step<Value>(
    _ sql: String, bind: (inout BoundStatement) -> Void, row: (SQLiteStatement) -> Value
  ) throws -> Value? {
    var bound = BoundStatement(try cachedStatement(sql: sql).sqliteStatement)
    defer { sqlite3_reset(bound.statement) }
    bind(&bound)
    let expected = sqlite3_bind_parameter_count(bound.statement)
    precondition(bound.values == expected, "\(bound.values) values for \(sql)")
    let code = bound.code == SQLITE_OK ? sqlite3_step(bound.statement) : bound.code
    switch code {
    case SQLITE_DONE: return nil
    case SQLITE_ROW: return row(bound.statement)
    default:
      throw DatabaseError(
        resultCode: ResultCode(rawValue: code), message: lastErrorMessage, sql: sql)
    }
  }
}

/// A statement that gets its values.
private struct BoundStatement {
  let statement: SQLiteStatement
  private(set) var values: CInt = 0
  private(set) var code = SQLITE_OK

  init(_ statement: SQLiteStatement) { self.statement = statement }

  /// The value of the next `?`; it is copied.
  mutating func bind(_ value: some StatementBinding) {
    values += 1
    let code = value.bind(to: statement, at: values)
    if code != SQLITE_OK { self.code = code }
  }
}
