import Records

/// The columns that a table of records of one kind may have; the header names each by its field's
/// key.
struct ImportColumns: Sendable {
  let known: [RecordField]
  /// The columns without which no row of a new record makes sense: of each group one. A table with
  /// external ids can do without, since its rows may all be of known records.
  let required: [[RecordField]]

  static let customers = ImportColumns(
    known: Customer.fields.map(\.field) + [.externalID], required: [[.name]])
  static let contacts = ImportColumns(
    known: [.customer, .customerExternalID] + Contact.fields.map(\.field) + [.externalID],
    required: [[.customer, .customerExternalID], [.name]])

  /// The groups of which `columns` have none.
  func missing(in columns: [RecordField]) -> [[RecordField]] {
    if columns.contains(.externalID) { return [] }
    return required.filter { !$0.contains(where: columns.contains) }
  }
}
