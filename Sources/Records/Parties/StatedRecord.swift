/// A record that states its fields once. Edits, differences, the columns of tables, the keys of
/// rows, form labels, search and erasure follow from that.
package protocol StatedRecord: Sendable, Hashable {
  static var kind: RecordKind { get }
  /// In the order in which people read the fields; the first is the name.
  static var fields: [StatedField] { get }

  var texts: FieldTexts<Self> { get set }
}

extension StatedRecord {
  package var name: String { texts.required(.name) }
  package var email: String? { texts[.email] }
  package var phone: String? { texts[.phone] }
  /// The name that another system has for the record; unique in the company.
  package var externalID: String? { texts[.externalID] }

  /// The record after an edit; what its rules refuse is noted in `faults`.
  package func edited(_ change: FieldEdits<Self>, _ faults: inout FieldFaults) -> Self {
    var edited = self
    edited.texts = texts.edited(change, &faults)
    return edited
  }

  /// Every word occurs in one of the record's fields.
  package func holds(_ words: TextWords) -> Bool { words.allOccur(in: texts.searchable) }
}
