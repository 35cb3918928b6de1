import Application
import Records
import Store

/// The keys of the fields of a row that hold ids of customers and contacts.
struct PartyKeys {
  var customers = ["customer"]
  var contacts = ["contact"]
}

extension Answer {
  /// A list of rows that name customers and contacts: people see their names beside the ids.
  func list<Row: PrintedRow>(
    _ rows: [Row], columns: [String], whenEmpty: String, at scope: CompanyScope
  ) async throws {
    if asJSON { return try json(rows) }
    try table(try await Self.named(rows, at: scope), columns: columns, whenEmpty: whenEmpty)
  }

  /// One such row, whole.
  func one(_ row: some PrintedRow, at scope: CompanyScope) async throws {
    if asJSON { return try json(row) }
    for shown in try await Self.named([row], at: scope) { try details(shown) }
  }

  private static func named<Row: PrintedRow>(
    _ rows: [Row], at scope: CompanyScope
  ) async throws -> [ShownRow] {
    let (rows, keys) = (try rows.map(ShownRow.init), Row.partyKeys)
    let names = try await scope.names(
      ofCustomers: Set(rows.flatMap { $0.ids(in: keys.customers) }),
      contacts: Set(rows.flatMap { $0.ids(in: keys.contacts) }))
    return rows.map {
      $0.naming(names.customers, in: keys.customers).naming(names.contacts, in: keys.contacts)
    }
  }
}

extension ShownRow {
  /// A field holds one id, or several.
  private static let between = ", "

  fileprivate func ids<ID: OwnedIdentifier>(in keys: [String]) -> [ID] {
    keys.flatMap { self[$0].split(separator: Self.between) }.compactMap { Int64($0) }
      .map(ID.init(rawValue:))
  }

  /// The row with a name behind each id in those fields.
  fileprivate func naming<ID: OwnedIdentifier>(
    _ names: [ID: String], in keys: [String]
  ) -> ShownRow {
    ShownRow(
      fields.map { field in
        guard keys.contains(field.key) else { return field }
        let pieces = field.text.split(separator: Self.between).map { piece in
          let name = Int64(piece).flatMap { names[ID(rawValue: $0)] }
          return name.map { "\(piece) \($0)" } ?? String(piece)
        }
        return Field(key: field.key, text: pieces.joined(separator: Self.between))
      })
  }
}
