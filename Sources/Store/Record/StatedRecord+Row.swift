import Records

/// The stated fields of a record are columns of the same names.
extension FieldTexts {
  init(row: SQLRow) {
    self.init(
      Dictionary(
        Record.fields.map { ($0.field, row.text($0.field.rawValue)) },
        uniquingKeysWith: { first, _ in first }))
  }

  static var columns: [String] { Record.fields.map(\.field.rawValue) }

  /// In the order of `columns`.
  var values: [SQLValue] { Record.fields.map { self[$0.field].sqlValue } }
}

extension PartyRecord {
  /// Inserts a checked record, with the columns that records of this kind have besides.
  static func insert(
    _ new: NewRecord<Self>, also: [(column: String, value: SQLValue)] = [],
    _ change: RecordedChange
  ) throws -> Self {
    let own: [(column: String, value: SQLValue)] = [
      ("company", change.company.sqlValue), ("nameKey", SortKey(new.name).sqlValue),
    ]
    let columns = (own + also).map(\.column) + FieldTexts<Self>.columns
    let values = (own + also).map(\.value) + new.texts.values
    try change.transaction.run(
      """
      INSERT INTO \(raw: ID.table) (\(raw: columns.joined(separator: ", ")))
      VALUES (\(list: values))
      """)
    return try required(
      change.transaction.inserted(), of: change.company, in: change.transaction)
  }

  /// Writes the texts as they are after an edit, and gives the differences; without any, nothing is
  /// written.
  @discardableResult
  func update(to edited: Self, _ change: RecordedChange) throws -> FieldChanges {
    let changes = texts.changes(to: edited.texts)
    guard !changes.isEmpty else { return changes }
    let columns = ["nameKey"] + FieldTexts<Self>.columns
    try change.transaction.run(
      """
      UPDATE \(raw: ID.table)
      SET (\(raw: columns.joined(separator: ", ")))
        = (\(list: [SortKey(edited.name).sqlValue] + edited.texts.values))
      WHERE id = \(id) AND company = \(change.company)
      """)
    return changes
  }
}
