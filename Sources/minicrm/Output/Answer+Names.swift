import Application
import Records
import Store

extension Answer {
  /// A list of rows that name customers and contacts: people see their names beside the ids.
  func list(
    _ rows: [some PrintedRow], columns: [String], whenEmpty: String, at scope: CompanyScope
  ) async throws {
    if asJSON { return try json(rows) }
    let shown = try await Self.named(try rows.map(ShownRow.init), at: scope)
    try table(shown, columns: columns, whenEmpty: whenEmpty)
  }

  /// One such row, whole.
  func one(_ row: some PrintedRow, at scope: CompanyScope) async throws {
    if asJSON { return try json(row) }
    for shown in try await Self.named([try ShownRow(row)], at: scope) { try details(shown) }
  }

  private static func named(_ rows: [ShownRow], at scope: CompanyScope) async throws -> [ShownRow] {
    let customers = rows.compactMap { $0.id(CustomerID.self) }
    let contacts = rows.compactMap { $0.id(ContactID.self) }
    let names = try await scope.names(
      ofCustomers: Set(customers), contacts: Set(contacts))
    return rows.map { row in
      row.naming(row.id().flatMap { (id: CustomerID) in names.customers[id] }, CustomerID.self)
        .naming(row.id().flatMap { (id: ContactID) in names.contacts[id] }, ContactID.self)
    }
  }
}

extension ShownRow {
  /// The id in the field that such a record is named by.
  fileprivate func id<ID: OwnedIdentifier>(_ id: ID.Type = ID.self) -> ID? {
    Int64(self[ID.noun]).map(ID.init(rawValue:))
  }

  /// The row with a name behind the id.
  fileprivate func naming<ID: OwnedIdentifier>(_ name: String?, _ id: ID.Type) -> ShownRow {
    guard let name else { return self }
    return ShownRow(
      fields.map { $0.key == ID.noun ? Field(key: $0.key, text: "\($0.text) \(name)") : $0 })
  }
}
