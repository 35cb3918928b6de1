import Records

/// The row of a record that was just added, with the ids of those that are like it.
package struct AddedRow<Row: Encodable & Sendable, ID: OwnedIdentifier>: Encodable, Sendable {
  package let row: Row
  private let similar: [ID]

  package func encode(to encoder: any Encoder) throws {
    try row.encode(to: encoder)
    var rest = encoder.container(keyedBy: RowKey.self)
    try rest.encode(similar, "similar")
  }
}

extension AddedRow<CustomerRow, CustomerID> {
  package init(_ added: AddedCustomer) {
    self.init(row: CustomerRow(added.record), similar: added.similar)
  }
}

extension AddedRow<ContactRow, ContactID> {
  package init(_ added: AddedContact) {
    self.init(row: ContactRow(added.record), similar: added.similar)
  }
}
