import GRDB

/// A table whose rows may name the subject of an erasure, and what becomes of such a row.
struct ErasedTable: Sendable {
  /// One row, by its table's key.
  struct Key: Sendable, Hashable {
    let first: Int64
    var second: Int64?
  }

  let name: String
  let columns: [String]
  /// The columns of its key, and what the rows are chosen by (of which company they are).
  var key = ["id"]
  var source: String
  let conditions: [String]
  /// Counts one of its rows; nil for what belongs to other rows.
  var count: (@Sendable (inout ErasureReport) -> Void)?

  private var selected: String {
    let names = (key + columns).map { source == name ? $0 : "\(name).\($0)" }
    return "SELECT \(names.joined(separator: ", "))"
  }

  /// All rows that may be meant, once for each condition; a condition may ask for the company.
  var allSQL: [String] { conditions.map { "\(selected) FROM \(source) WHERE \($0)" } }

  var oneSQL: String {
    "SELECT \((key + columns).joined(separator: ", ")) FROM \(name) WHERE "
      + key.map { "\($0) = ?" }.joined(separator: " AND ")
  }

  func key(of row: Row) -> Key {
    Key(first: row[key[0]], second: key.count > 1 ? row[key[1]] : nil)
  }

  func row(_ key: Key, in database: Database) throws -> Row? {
    try Row.fetchOne(
      database.cachedStatement(sql: oneSQL), arguments: Self.arguments(key))
  }

  func write(_ values: [String: DatabaseValue], to key: Key, in database: Database) throws {
    let names = values.keys.sorted()
    let assigned = names.map { "\($0) = ?" }.joined(separator: ", ")
    let found = self.key.map { "\($0) = ?" }.joined(separator: " AND ")
    try database.cachedStatement(sql: "UPDATE \(name) SET \(assigned) WHERE \(found)")
      .execute(
        arguments: StatementArguments(names.map { values[$0] }) + Self.arguments(key))
  }

  private static func arguments(_ key: Key) -> StatementArguments {
    StatementArguments([key.first, key.second].compactMap(\.self))
  }
}
