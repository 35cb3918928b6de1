import Records

/// A list on its way: its rows are looked at one by one, until as many as asked for fit.
struct RecordList {
  /// At least 1; nil is all.
  private(set) var limit: Int?
  /// The list has few rows, which may all be looked at.
  let isShort: Bool
  private let rows: SQL
  private let order: String

  init(
    _ select: String, _ filter: SQLFilter, _ order: ListOrder, limit: Int?, isShort: Bool = false
  ) {
    self.isShort = isShort
    rows = "\(raw: select)\(filter.sql)"
    self.order = order.text
    self.limit = limit
  }

  var sql: SQL { "\(rows) ORDER BY \(raw: order)" }

  /// The rows of the list that meet a further condition; the list has one.
  func sql(where condition: SQL) -> SQL { "\(rows) AND \(condition)" }

  /// The values of the first rows that fit.
  func first<Value>(
    _ most: Int, in transaction: Transaction, where fits: (SQLRow) throws -> Bool,
    _ value: (SQLRow) throws -> Value
  ) throws -> [Value] {
    var list = self
    list.limit = most
    return try list.rows(in: transaction, where: fits, value)
  }

  func rows<Value>(
    in transaction: Transaction, where fits: (SQLRow) throws -> Bool = { _ in true },
    _ value: (SQLRow) throws -> Value
  ) throws -> [Value] {
    var values: [Value] = []
    try transaction.walk(sql) { row in
      if try fits(row) { values.append(try value(row)) }
      return values.count < limit ?? .max
    }
    return values
  }
}
