import Application

/// A row as people are shown it: the text of each field, in the contract's order.
struct ShownRow {
  struct Field {
    let key: String
    let text: String
  }

  let fields: [Field]

  init(_ fields: [Field]) { self.fields = fields }

  init(_ row: some PrintedRow) throws {
    guard case .fields(let values) = try RowValue(row) else {
      preconditionFailure("\(type(of: row)) has no fields")
    }
    let shown = row.shown
    fields = values.map { Field(key: $0.key, text: shown[$0.key] ?? $0.value.shown) }
  }

  /// Empty where there is nothing to show.
  subscript(key: String) -> String { fields.first { $0.key == key }?.text ?? "" }
}

extension RowValue {
  fileprivate var shown: String {
    switch self {
    case .null, .fields: ""
    case .flag(let value): value ? "yes" : "no"
    case .integer(let value): "\(value)"
    case .text(let value): value
    case .list(let values): values.map(\.shown).joined(separator: ", ")
    }
  }
}
