import GRDB
import GRDBSQLite
import Records
import Store

import struct Store.SQL

/// A connection of GRDB's with a transaction under way. Statements are stepped here: GRDB's own
/// ways check and copy their arguments as existentials and bind each in a closure of its own, which
/// costs half as much again as SQLite's insertion of a short row.
final class SQLiteConnection: Connection {
  private let database: Database
  private let directory: String

  init(_ database: Database, directory: String) {
    (self.database, self.directory) = (database, directory)
  }

  var insertedID: Int64 { database.lastInsertedRowID }
  var changedRows: Int { database.changesCount }
  var index: any LogIndexing { SQLiteLogIndex(connection: self) }

  func step(_ sql: SQL, row: (SQLRow) throws -> Bool) throws {
    let prepared = try prepared(sql.text)
    let statement = prepared.sqliteStatement
    defer { sqlite3_reset(statement) }
    try bind(sql.values, to: statement, of: sql.text)
    while true {
      switch sqlite3_step(statement) {
      case SQLITE_DONE: return
      case SQLITE_ROW:
        let values = (0..<Int32(prepared.columnNames.count)).map { SQLValue(statement, $0) }
        guard try row(SQLRow(columns: prepared.columnNames, values: values)) else { return }
      case let code: throw failure(code, sql.text)
      }
    }
  }

  func part<Value>(_ body: () throws -> Value) throws -> Value {
    var value: Value?
    try database.inSavepoint {
      value = try body()
      return .commit
    }
    guard let value else { preconditionFailure("a savepoint that neither threw nor ran") }
    return value
  }

  private func prepared(_ text: String) throws -> GRDB.Statement {
    do {
      return try database.cachedStatement(sql: text)
    } catch {
      throw StoreError.wrapping(sqlite: error, directory: directory)
    }
  }

  private func bind(
    _ values: [SQLValue], to statement: SQLiteStatement, of text: String
  ) throws {
    let expected = sqlite3_bind_parameter_count(statement)
    precondition(values.count == Int(expected), "\(values.count) values for \(text)")
    for (index, value) in values.enumerated() {
      let code = value.bind(to: statement, at: Int32(index + 1))
      guard code == SQLITE_OK else { throw failure(code, text) }
    }
  }

  private func failure(_ code: Int32, _ text: String) -> StoreError {
    let error = DatabaseError(
      resultCode: ResultCode(rawValue: code), message: database.lastErrorMessage, sql: text)
    return StoreError.wrapping(sqlite: error, directory: directory)
  }
}

extension SQLValue {
  /// SQLITE_TRANSIENT.
  private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  /// Binds the value, of which SQLite takes a copy.
  fileprivate func bind(to statement: SQLiteStatement, at index: Int32) -> Int32 {
    switch self {
    case .null: sqlite3_bind_null(statement, index)
    case .integer(let number): sqlite3_bind_int64(statement, index, number)
    case .text(let text):
      text.utf8.withContiguousStorageIfAvailable {
        $0.withMemoryRebound(to: CChar.self) {
          sqlite3_bind_text(statement, index, $0.baseAddress, Int32($0.count), Self.copied)
        }
      } ?? sqlite3_bind_text(statement, index, text, -1, Self.copied)
    case .blob(let bytes):
      bytes.withUnsafeBytes {
        $0.isEmpty
          ? sqlite3_bind_zeroblob(statement, index, 0)
          : sqlite3_bind_blob64(
            statement, index, $0.baseAddress, UInt64($0.count), Self.copied)
      }
    }
  }

  /// The value of a column of the row that the statement stands at.
  fileprivate init(_ statement: SQLiteStatement, _ column: Int32) {
    self =
      switch sqlite3_column_type(statement, column) {
      case SQLITE_NULL: .null
      case SQLITE_INTEGER: .integer(sqlite3_column_int64(statement, column))
      case SQLITE_BLOB: .blob(Array(Self.bytes(statement, column)))
      // A number with a fraction too, which no column of ours holds.
      default: .text(Self.text(statement, column))
      }
  }

  private static func bytes(
    _ statement: SQLiteStatement, _ column: Int32
  ) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(
      start: sqlite3_column_blob(statement, column),
      count: Int(sqlite3_column_bytes(statement, column)))
  }

  private static func text(_ statement: SQLiteStatement, _ column: Int32) -> String {
    // SQLite counts the bytes of the text once that has been asked for.
    let start = sqlite3_column_text(statement, column)
    let count = Int(sqlite3_column_bytes(statement, column))
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }
}
