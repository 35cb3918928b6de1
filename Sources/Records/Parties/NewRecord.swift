/// A record to be added: its texts, and its name in another system.
package struct NewRecord<Record: StatedRecord>: Sendable {
  package var texts: FieldTexts<Record>
  package var externalID: String?

  package init(_ texts: FieldTexts<Record>, externalID: String? = nil) {
    self.texts = texts
    self.externalID = externalID
  }

  package var name: String { texts.required(.name) }

  /// As it is stored; what its rules refuse is noted in `faults`.
  package func checked(_ faults: inout FieldFaults) -> NewRecord {
    NewRecord(
      texts.checked(&faults), externalID: faults.checked(externalID, FieldRule.rowExternalID))
  }
}
