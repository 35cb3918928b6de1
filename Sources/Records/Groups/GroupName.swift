import Foundation

/// The name of one group of a path.
package struct GroupName: Hashable {
  /// As it is stored and shown.
  package let text: String
  /// Without case: no two siblings have the same.
  package let key: String

  /// `field` is where the name was given.
  package init(_ raw: String, _ field: RecordField = .path) throws(Refusal) {
    guard let written = try FieldRule.line(raw, field, .word) else {
      throw Refusal(field, .text(.empty))
    }
    let name = written.precomposedStringWithCanonicalMapping
    // Scalars, as the schema sees them: a slash with a combining mark is one too.
    guard !name.unicodeScalars.contains("/") else {
      throw Refusal(field, written, .place(.slashInName))
    }
    text = name
    key = Self.key(of: name)
  }

  package static func key(of name: String) -> String {
    name.lowercased().precomposedStringWithCanonicalMapping
  }

  /// The names of a path, from the root down.
  package static func path(
    _ text: String, _ field: RecordField = .path
  ) throws(Refusal) -> [GroupName] {
    var names: [GroupName] = []
    for piece in text.unicodeScalars.split(separator: "/", omittingEmptySubsequences: false) {
      guard try !KeptText.of(String(piece), field).isEmpty else {
        throw Refusal(field, text, .place(.emptyName))
      }
      names.append(try GroupName(String(piece), field))
    }
    return names
  }
}
