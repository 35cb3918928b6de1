/// A field as a kind of record states it, once: its key and words, the rule of its texts, and
/// whether they are about a person.
package struct StatedField: Sendable {
  package let field: RecordField
  /// The erasure of the record's subject takes the text.
  package let isPersonal: Bool
  private let rule: @Sendable (String?) throws(Refusal) -> String?

  package init(
    _ field: RecordField, isPersonal: Bool = false,
    _ rule: @escaping @Sendable (String?) throws(Refusal) -> String?
  ) {
    (self.field, self.isPersonal, self.rule) = (field, isPersonal, rule)
  }

  /// The text as it is stored, or nil for none; where the rule refuses, the refusal is noted in
  /// `faults` and the text stays.
  package func checked(_ text: String?, _ faults: inout FieldFaults) -> String? {
    faults.checked(text, rule)
  }
}

extension StatedField {
  /// The name, which no record lacks.
  package static func name(isPersonal: Bool = false) -> StatedField {
    StatedField(.name, isPersonal: isPersonal) { (text) throws(Refusal) in
      try FieldRule.name(text ?? "")
    }
  }

  package static func email(isPersonal: Bool = false) -> StatedField {
    StatedField(.email, isPersonal: isPersonal, FieldRule.optionalEmail)
  }

  package static func phone(isPersonal: Bool = false) -> StatedField {
    StatedField(.phone, isPersonal: isPersonal, FieldRule.phone)
  }

  /// One line of text, or none.
  package static func line(_ field: RecordField, _ limit: TextLimit = .word) -> StatedField {
    StatedField(field) { (text) throws(Refusal) in try FieldRule.line(text, field, limit) }
  }

  /// Text of several lines, or none.
  package static func notes(isPersonal: Bool = false) -> StatedField {
    StatedField(.notes, isPersonal: isPersonal) { (text) throws(Refusal) in
      try FieldRule.optionalLongText(text, .notes)
    }
  }

  /// The name that another system has for the record, its own within the company.
  package static func externalID(isPersonal: Bool = false) -> StatedField {
    StatedField(.externalID, isPersonal: isPersonal, FieldRule.rowExternalID)
  }
}
