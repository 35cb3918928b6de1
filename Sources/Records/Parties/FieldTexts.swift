/// The texts of a record's stated fields; a field without a text is nil.
package struct FieldTexts<Record: StatedRecord>: Sendable, Hashable {
  private var texts: [RecordField: String]

  package init(_ texts: [RecordField: String?] = [:]) {
    self.texts = texts.compactMapValues(\.self)
  }

  package subscript(_ field: RecordField) -> String? {
    get { texts[field] }
    set { texts[field] = newValue }
  }

  /// The text of a field that every record has.
  package func required(_ field: RecordField) -> String { texts[field] ?? "" }

  /// As they are stored; what a field's rule refuses is noted in `faults`.
  package func checked(_ faults: inout FieldFaults) -> FieldTexts {
    var checked = FieldTexts()
    for stated in Record.fields {
      checked[stated.field] = stated.checked(self[stated.field], &faults)
    }
    return checked
  }

  /// The texts after an edit, as they are stored; what a field's rule refuses is noted in `faults`.
  package func edited(
    _ change: FieldEdits<Record>, _ faults: inout FieldFaults
  ) -> FieldTexts {
    var edited = self
    for stated in Record.fields {
      edited[stated.field] = change[stated.field].applied(to: self[stated.field])
    }
    return edited.checked(&faults)
  }

  /// The differences to what an edit made of them.
  package func changes(to edited: FieldTexts) -> FieldChanges {
    var changes = FieldChanges()
    for stated in Record.fields {
      changes.note(stated.field, self[stated.field], edited[stated.field])
    }
    return changes
  }

  /// The fields without a text that another record of the kind has one for.
  package func fillable(from other: FieldTexts<Record>) -> [RecordField] {
    Record.fields.map(\.field).filter { self[$0] == nil && other[$0] != nil }
  }

  /// The text that searches look in: all fields, one after the other.
  package var searchable: String {
    Record.fields.compactMap { self[$0.field] }.joined(separator: " ")
  }
}
