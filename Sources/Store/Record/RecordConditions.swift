import GRDB
import Records

/// The conditions of a list of records, all of which must be met.
struct RecordConditions {
  private var conditions: [String]
  private(set) var arguments: StatementArguments

  init(company: CompanyID, of table: String) {
    conditions = ["\(table).company = ?"]
    arguments = [company.rawValue]
  }

  /// What follows after SELECT … FROM ….
  var sql: String { " WHERE " + conditions.joined(separator: " AND ") }

  /// Adds a comparison with one `?`; nothing when there is no value.
  mutating func add(_ condition: String, _ value: (some DatabaseValueConvertible)?) {
    guard let value else { return }
    conditions.append(condition)
    arguments += [value]
  }

  /// Adds that a column has one of these ids; nothing when nil is given.
  mutating func add(_ column: String, isOneOf ids: [some OwnedIdentifier]?) {
    guard let ids else { return }
    conditions.append("\(column) IN (\(ids.map { _ in "?" }.joined(separator: ", ")))")
    arguments += StatementArguments(ids.map(\.rawValue))
  }
}

/// A list on its way: its rows are looked at one by one, until as many as asked for fit.
struct RecordList {
  let sql: String
  let arguments: StatementArguments
  /// At least 1; nil is all.
  let limit: Int?

  func rows<Value>(
    in database: Database, where fits: (Row) throws -> Bool, _ value: (Row) throws -> Value
  ) throws -> [Value] {
    var values: [Value] = []
    let rows = try Row.fetchCursor(database, sql: sql, arguments: arguments)
    while values.count < limit ?? .max, let row = try rows.next() {
      if try fits(row) { values.append(try value(row)) }
    }
    return values
  }
}
