import Foundation
import System

/// The name of one group of a path.
package struct GroupName: Hashable {
  /// As it is stored and shown.
  package let text: String
  /// Without case: no two siblings have the same.
  package let key: String

  /// `field` is where the name was given.
  package init(_ raw: String, _ field: RecordField = .path) throws(Refusal) {
    let written = FieldRule.trimmed(raw)
    guard !written.isEmpty else { throw Refusal(field, .text(.empty)) }
    try TextLimit.word.check(written, field)
    let name = written.precomposedStringWithCanonicalMapping
    guard name.isPrintable else {
      throw Refusal(field, written, .text(.controlCharacters(besides: .none)))
    }
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
      guard !FieldRule.trimmed(String(piece)).isEmpty else {
        throw Refusal(field, text, .place(.emptyName))
      }
      names.append(try GroupName(String(piece), field))
    }
    return names
  }
}
