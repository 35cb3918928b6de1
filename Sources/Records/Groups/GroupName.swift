import Foundation
import System

/// What one group of a path is called.
package struct GroupName: Hashable {
  /// As it is stored and shown.
  package let text: String
  /// Without case: no two siblings have the same.
  package let key: String

  package init(_ raw: String) throws(Refusal) {
    let written = FieldRule.trimmed(raw)
    let subject = "group name \(FieldRule.shown(written))"
    guard !written.isEmpty else { throw Refusal("group name", "it is empty", "give one") }
    try TextLimit.word.check(written, subject)
    let name = written.precomposedStringWithCanonicalMapping
    guard name.isPrintable else {
      throw Refusal(subject, "it holds control characters")
    }
    // Scalars, as the schema sees them: a slash with a combining mark is one too.
    guard !name.unicodeScalars.contains("/") else {
      throw Refusal(subject, "it holds a /, which parts the names of a path", "choose another")
    }
    text = name
    key = Self.key(of: name)
  }

  package static func key(of name: String) -> String {
    name.lowercased().precomposedStringWithCanonicalMapping
  }

  /// The names of a path, from the root down.
  package static func path(_ text: String) throws(Refusal) -> [GroupName] {
    var names: [GroupName] = []
    for piece in text.unicodeScalars.split(separator: "/", omittingEmptySubsequences: false) {
      guard !FieldRule.trimmed(String(piece)).isEmpty else {
        throw Refusal(
          "group path \(FieldRule.shown(text))", "a name of it is empty",
          "write it as Myynti/Tarjoukset")
      }
      names.append(try GroupName(String(piece)))
    }
    return names
  }
}
