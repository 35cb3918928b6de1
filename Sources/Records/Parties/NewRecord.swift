/// A record to be added, by its texts.
package struct NewRecord<Record: StatedRecord>: Sendable {
  package var texts: FieldTexts<Record>

  package init(_ texts: FieldTexts<Record>) { self.texts = texts }

  package init(_ texts: FieldTexts<Record>, externalID: String?) {
    self.texts = texts
    self.texts[.externalID] = externalID
  }

  package var name: String { texts.required(.name) }
  /// The name that another system has for the record.
  package var externalID: String? { texts[.externalID] }

  /// As it is stored; what its rules refuse is noted in `faults`.
  package func checked(_ faults: inout FieldFaults) -> NewRecord {
    NewRecord(texts.checked(&faults))
  }
}
