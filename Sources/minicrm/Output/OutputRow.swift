/// One row of a command's answer: its fields in the contract's order, for `--json` as for people.
struct OutputRow: Sendable {
  /// One field; `shown` is its text for people, "" where there is nothing to show.
  struct Field: Sendable {
    let key: String
    let json: JSONValue
    let shown: String
  }

  private(set) var fields: [Field] = []

  mutating func add(_ key: String, _ json: JSONValue, shown: String? = nil) {
    fields.append(Field(key: key, json: json, shown: shown ?? json.shown))
  }

  func only(_ keys: String...) -> OutputRow {
    var row = self
    row.fields = fields.filter { keys.contains($0.key) }
    return row
  }

  var json: JSONValue {
    .object(Dictionary(fields.map { ($0.key, $0.json) }, uniquingKeysWith: { _, last in last }))
  }

  func shown(_ key: String) -> String {
    fields.first { $0.key == key }?.shown ?? ""
  }
}

extension JSONValue {
  /// The value as a table shows it.
  fileprivate var shown: String {
    switch self {
    case .null: ""
    case .flag(let value): value ? "yes" : "no"
    case .integer(let value): "\(value)"
    case .text(let value): value
    case .list(let values): values.map(\.shown).joined(separator: ", ")
    case .object: ""
    }
  }
}
