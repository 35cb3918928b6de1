import Records

/// The order of a list, which an index has too.
struct ListOrder {
  let table: String
  /// The columns that the rows are sorted by; the last one is the id.
  let columns: [String]
  var isDescending = false

  /// As `ORDER BY` takes it.
  var text: String {
    columns.map { "\(table).\($0)" + (isDescending ? " DESC" : "") }.joined(separator: ", ")
  }

  /// The condition of the rows behind the one of that id, which is looked for among those that
  /// `filter` lets through. Nil where it is none of them.
  func behind(
    _ id: Int64, of filter: SQLFilter, in transaction: Transaction
  ) throws -> SQL? {
    let names = columns.map { "\(table).\($0)" }.joined(separator: ", ")
    var one = filter
    one.add("\(table).id =", id)
    let row = try transaction.row("SELECT \(raw: names) FROM \(raw: table)\(one.sql)")
    return row.map { "(\(raw: names)) \(raw: isDescending ? "<" : ">") (\(list: $0.values))" }
  }
}

extension SQLFilter {
  /// Adds that a page begins behind a row; nothing for nil. The conditions so far say whose rows
  /// there are: another's, or one that is gone, is refused.
  mutating func begin<ID: RawRepresentable<Int64>>(
    _ order: ListOrder, after id: ID?, in transaction: Transaction, _ refusal: (ID) -> Refusal
  ) throws {
    guard let id else { return }
    guard let behind = try order.behind(id.rawValue, of: self, in: transaction) else {
      throw refusal(id)
    }
    add(behind)
  }
}
