import Records

/// The values of one row of a table, by column, as the file has them.
package struct ImportedTexts: Sendable {
  private let texts: [RecordField: String]

  package init(_ texts: [RecordField: String]) { self.texts = texts }

  /// Nil where the file has no such column.
  package subscript(column: RecordField) -> String? { texts[column] }

  /// The text that stands in a column; nil where nothing does.
  func given(_ column: RecordField) -> String? {
    guard let text = texts[column].map(FieldRule.trimmed), !text.isEmpty else { return nil }
    return text
  }

  /// The text of a column without which a row makes no sense; nil where it is missing, which is
  /// noted.
  func required(_ column: RecordField, _ faults: inout FieldFaults) -> String? {
    if let text = given(column) { return text }
    faults.note(Refusal(column, .text(.empty)))
    return nil
  }

  /// The day in a column; nil where there is none, or the text is no day, which is noted.
  func date(_ column: RecordField, _ faults: inout FieldFaults) -> CivilDate? {
    guard let text = given(column) else { return nil }
    if let date = CivilDate(written: text) { return date }
    faults.note(Refusal(column, text, .time(.notADay)))
    return nil
  }
}

extension FieldFaults {
  /// Gives the value of `body`; nil when `body` refuses, which is noted.
  mutating func tried<Value>(_ body: () throws -> Value?) throws -> Value? {
    do {
      return try body()
    } catch let refusal as Refusal {
      note(refusal)
      return nil
    }
  }
}
