import Records

/// A table whose rows may name the subject of an erasure, and what becomes of such a row.
struct ErasedTable: Sendable {
  enum Owner { case company, nobody }

  /// One row, by its table's key.
  struct Key: Sendable, Hashable {
    let first: Int64
    var second: Int64?
  }

  let name: String
  let columns: [String]
  /// The columns of its key.
  var key = ["id"]
  /// The rows with the company that they are of.
  var source: String
  /// A further condition on rows, with an AND behind it.
  var filter = ""
  /// Whose rows may be meant.
  var owners: [Owner] = [.company]
  /// Counts one of its rows; nil for what belongs to other rows.
  var count: (@Sendable (inout ErasureReport) -> Void)?

  private var selected: String {
    let names = (key + columns).map { source == name ? $0 : "\(name).\($0)" }
    return "SELECT \(names.joined(separator: ", ")) FROM \(source)"
  }

  /// Queries of all rows that may be meant: those of the company and, where mails belong to none,
  /// those of none.
  func all(of company: CompanyID) -> [SQL] {
    let column = source == name ? "company" : "mail.company"
    return owners.map { owner in
      let owned: SQL = owner == .company ? "= \(company)" : "IS NULL"
      return "\(raw: selected) WHERE \(raw: filter)\(raw: column) \(owned)"
    }
  }

  func key(of row: SQLRow) -> Key {
    Key(first: row[key[0]], second: key.count > 1 ? row[key[1]] : nil)
  }

  func row(_ key: Key, in transaction: Transaction) throws -> SQLRow? {
    try transaction.row(
      """
      SELECT \(raw: (self.key + columns).joined(separator: ", ")) FROM \(raw: name)
      WHERE \(isRow(key))
      """)
  }

  /// The documents that are found by what a row says.
  func documents(of key: Key, in transaction: Transaction) throws -> [DocumentID] {
    switch name {
    case "document": [DocumentID(rawValue: key.first)]
    case "mail":
      try transaction.values(
        """
        SELECT id FROM document
        WHERE mail = \(key.first) AND company = (SELECT company FROM mail WHERE id = \(key.first))
        """)
    default: []
    }
  }

  func write(_ values: [String: SQLValue], to key: Key, in transaction: Transaction) throws {
    let assigned = values.sorted { $0.key < $1.key }.map { name, value -> SQL in
      "\(raw: name) = \(value)"
    }
    try transaction.run("UPDATE \(raw: name) SET \(list: assigned) WHERE \(isRow(key))")
  }

  /// The condition of one row.
  private func isRow(_ key: Key) -> SQL {
    let first: SQL = "\(raw: self.key[0]) = \(key.first)"
    return key.second.map { first + " AND \(raw: self.key[1]) = \($0)" } ?? first
  }
}
