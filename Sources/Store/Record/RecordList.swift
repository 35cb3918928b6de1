import Records

/// A list on its way: its rows are looked at one by one, until as many as asked for fit.
struct RecordList {
  let sql: SQL
  /// At least 1; nil is all.
  private(set) var limit: Int?

  init(_ select: String, _ filter: SQLFilter, _ order: ListOrder, limit: Int?) {
    sql = "\(raw: select)\(filter.sql) ORDER BY \(raw: order.text)"
    self.limit = limit
  }

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
