/// The conditions of a list, all of which must be met.
struct SQLFilter {
  /// The clause that follows after SELECT … FROM …: nothing, or WHERE ….
  private(set) var sql: SQL = ""
  private var isEmpty = true

  /// Adds a comparison, `task.date >=`, with a value; nothing when there is no value.
  mutating func add(_ comparison: String, _ value: (some SQLBindable)?) {
    guard let value else { return }
    add("\(raw: comparison) \(value)")
  }

  /// Adds that a column has one of these values; nothing when nil is given.
  mutating func add(_ column: String, isOneOf values: [some SQLBindable]?) {
    guard let values else { return }
    add("\(raw: column) IN \(oneOf: values)")
  }

  mutating func add(_ condition: SQL) {
    sql += "\(raw: isEmpty ? " WHERE " : " AND ")\(condition)"
    isEmpty = false
  }
}
