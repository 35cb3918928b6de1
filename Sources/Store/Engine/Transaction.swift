/// One transaction on the store's rows, for as long as its body runs: all of it is committed, or
/// nothing. A reading one sees the store as it stands at one moment.
package final class Transaction {
  private let connection: any Connection
  /// The ends of the logs, and the entries that have yet to be brought into their index.
  var log = LogTail()
  /// The index that searches of the logs go by.
  var index: any LogIndexing { connection.index }

  private init(_ connection: any Connection) {
    self.connection = connection
  }

  /// Runs the body of a transaction; what it appends to the log is in the index when this returns.
  package static func run<Value>(
    _ connection: any Connection, _ body: (Transaction) throws -> Value
  ) throws -> Value {
    let transaction = Transaction(connection)
    let value = try body(transaction)
    try transaction.settleLog()
    return value
  }

  /// Runs a part that is undone by itself when it throws.
  func part<Value>(_ body: () throws -> Value) throws -> Value {
    try settleLog()
    defer { log.forget() }
    return try connection.part {
      let value = try body()
      try settleLog()
      return value
    }
  }

  /// Executes a statement that gives no rows.
  package func run(_ sql: SQL) throws { try connection.step(sql) { _ in false } }

  /// Gives each row of a query, for as long as `body` says true.
  package func walk(_ sql: SQL, _ body: (SQLRow) throws -> Bool) throws {
    try connection.step(sql, row: body)
  }

  package func forEach(_ sql: SQL, _ body: (SQLRow) throws -> Void) throws {
    try connection.step(sql) {
      try body($0)
      return true
    }
  }

  /// The first row.
  package func row(_ sql: SQL) throws -> SQLRow? {
    var first: SQLRow?
    try connection.step(sql) {
      first = $0
      return false
    }
    return first
  }

  package func rows(_ sql: SQL) throws -> [SQLRow] {
    var rows: [SQLRow] = []
    try forEach(sql) { rows.append($0) }
    return rows
  }

  /// The value of the first row's first column; nil without a row, and for null.
  package func value<Value: SQLReadable>(
    _ sql: SQL, as type: Value.Type = Value.self
  ) throws -> Value? {
    try row(sql)?.first()
  }

  /// The values of the first column of each row.
  package func values<Value: SQLReadable>(
    _ sql: SQL, as type: Value.Type = Value.self
  ) throws -> [Value] {
    var values: [Value] = []
    try forEach(sql) { row in
      if let value: Value = row.first() { values.append(value) }
    }
    return values
  }

  /// True when the query gives a row.
  package func exists(_ sql: SQL) throws -> Bool { try row(sql) != nil }

  /// The id of the row that was inserted last.
  package func inserted<ID: RawRepresentable<Int64>>(_ id: ID.Type = ID.self) -> ID {
    guard let id = ID(rawValue: connection.insertedID) else {
      preconditionFailure("\(ID.self) has no value for \(connection.insertedID)")
    }
    return id
  }

  /// The number of rows that the statement before changed.
  package var changed: Int { connection.changedRows }
}

extension SQLRow {
  fileprivate func first<Value: SQLReadable>() -> Value? {
    guard let held = values.first, held != .null else { return nil }
    guard let value = Value(sqlValue: held) else {
      preconditionFailure("column \(columns[0]) holds no \(Value.self)")
    }
    return value
  }
}
