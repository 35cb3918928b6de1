/// The changes of an edit: each field with its old and its new value, as people read them.
package struct FieldChanges {
  private var changes: [(field: RecordField, old: String?, new: String?)] = []

  package init() {}

  package var isEmpty: Bool { changes.isEmpty }

  /// Notes a field when its value is another now.
  package mutating func note(_ field: RecordField, _ old: String?, _ new: String?) {
    if old != new { changes.append((field, old, new)) }
  }

  /// `puhelin: 040 1 → 040 2, rooli: – → ostaja`
  package func text(in language: Language) -> String {
    changes.map { change in
      "\(change.field.words[language]): \(shown(change.old)) → \(shown(change.new))"
    }.joined(separator: ", ")
  }

  private func shown(_ text: String?) -> String { text.map(LogText.inOneLine) ?? "–" }
}
