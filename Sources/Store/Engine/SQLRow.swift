import Records

/// A row that a statement gave.
package struct SQLRow: Sendable {
  package let columns: [String]
  package let values: [SQLValue]

  package init(columns: [String], values: [SQLValue]) {
    (self.columns, self.values) = (columns, values)
  }

  /// The value of the column of that name; null where there is no such column.
  package func value(of column: String) -> SQLValue {
    columns.firstIndex(of: column).map { values[$0] } ?? .null
  }

  /// The text that a column holds; nil where it holds none.
  package func text(_ column: String) -> String? {
    if case .text(let text) = value(of: column) { text } else { nil }
  }

  /// True when a column holds a value.
  package func has(_ column: String) -> Bool { value(of: column) != .null }

  /// A value of the kind that the schema says the column holds; where the schema allows null, the
  /// value is optional.
  package subscript<Value: SQLReadable>(_ column: String) -> Value {
    let held = value(of: column)
    guard let value = Value(sqlValue: held) else {
      preconditionFailure("column \(column) holds no \(Value.self)")
    }
    return value
  }

  /// The columns `customer` and `contact`.
  var party: Party {
    let (customer, contact): (CustomerID?, ContactID?) = (self["customer"], self["contact"])
    return Party(customer: customer, contact: contact)
  }

  /// A value out of a closed list, or of a form that the schema can't check. Throws `StoreError`
  /// for one that no release has written.
  func known<Value: SQLReadable>(_ column: String) throws(StoreError) -> Value {
    let held = value(of: column)
    guard let value = Value(sqlValue: held) else {
      throw StoreError(
        kind: .corrupt, subject: "column " + column, cause: "holds the unknown value \(held.shown)",
        suggestion: "restore the last backup")
    }
    return value
  }
}

extension SQLValue {
  fileprivate var shown: String {
    switch self {
    case .null: "null"
    case .integer(let number): "\(number)"
    case .text(let text): text
    case .blob(let bytes): "of \(bytes.count) bytes"
    }
  }
}
