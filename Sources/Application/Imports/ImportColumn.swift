import Records
import Store

/// The columns that a table of records of one kind may have; the header names each by its field's
/// key, or by another of the field's names.
struct ImportColumns: Sendable {
  let known: [RecordField]
  /// The columns without which no row of a new record makes sense: of each group one. A table with
  /// external ids can do without, since its rows may all be of known records.
  let required: [[RecordField]]

  static let customers = ImportColumns(
    known: Customer.fields.map(\.field), required: [[.name]])
  static let contacts = ImportColumns(
    known: [.customer, .customerExternalID] + Contact.fields.map(\.field),
    required: [[.customer, .customerExternalID], [.name]])

  static let groups = ImportColumns(known: [.path], required: [[.path]])
  static let tasks = ImportColumns(
    known: [.person, .description, .date, .group] + ImportedTexts.partyColumns + [
      .remind, .every, .state, .externalID,
    ], required: [[.person], [.description], [.date]])
  static let documents = ImportColumns(
    known: [.file, .title, .date] + ImportedTexts.partyColumns + [.group, .notes],
    required: [[.file]])

  /// The groups of which `columns` have none.
  func missing(in columns: [RecordField]) -> [[RecordField]] {
    if columns.contains(.externalID) { return [] }
    return required.filter { !$0.contains(where: columns.contains) }
  }

  /// The header of an empty table, as people read it, or by keys where no language is given. Line
  /// ends and the mark at the beginning are those that spreadsheets know.
  func template(in language: Language?) -> String {
    let names = known.map { field in
      language.map { field.words[$0].capitalizedFirst } ?? field.rawValue
    }
    let line = names.joined(separator: ";") + "\r\n"
    return line.utf8.allSatisfy { $0 < 0x80 } ? line : "\u{FEFF}" + line
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
