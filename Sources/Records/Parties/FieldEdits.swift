/// An edit of a record's stated fields; a field that isn't given stays.
package struct FieldEdits<Record: StatedRecord>: Sendable, Codable {
  private var edits: [RecordField: Edit<String?>] = [:]

  package init() {}

  /// The edit that makes `record` of another one.
  package init(to record: Record, from other: Record) {
    for field in Record.fields.map(\.field) where record.texts[field] != other.texts[field] {
      edits[field] = .set(record.texts[field])
    }
  }

  package subscript(_ field: RecordField) -> Edit<String?> {
    get { edits[field] ?? .keep }
    set { edits[field] = newValue }
  }

  /// The texts of a record that the edit is to make; nothing for the fields that are kept.
  package var texts: FieldTexts<Record> {
    FieldTexts(edits.mapValues { $0.applied(to: nil) })
  }
}
