import Foundation
import System

/// What one group of a path is called.
struct GroupName: Hashable {
  /// As it is stored and shown.
  let text: String
  /// Without case: no two siblings have the same.
  let key: String

  init(_ raw: String) throws(StoreError) {
    let written = FieldRule.trimmed(raw)
    let subject = "group name \(FieldRule.shown(written))"
    guard !written.isEmpty else { throw .refused("group name", "it is empty", "give one") }
    try TextLimit.word.check(written, subject)
    let name = written.precomposedStringWithCanonicalMapping
    guard FieldRule.isPrintable(name) else {
      throw .refused(subject, "it holds control characters")
    }
    // Scalars, as the schema sees them: a slash with a combining mark is one too.
    guard !name.unicodeScalars.contains("/") else {
      throw .refused(subject, "it holds a /, which parts the names of a path", "choose another")
    }
    text = name
    key = Self.key(of: name)
  }

  static func key(of name: String) -> String {
    name.lowercased().precomposedStringWithCanonicalMapping
  }

  /// The names of a path, from the root down.
  static func path(_ text: String) throws(StoreError) -> [GroupName] {
    var names: [GroupName] = []
    for piece in text.unicodeScalars.split(separator: "/", omittingEmptySubsequences: false) {
      guard !FieldRule.trimmed(String(piece)).isEmpty else {
        throw .refused(
          "group path \(FieldRule.shown(text))", "a name of it is empty",
          "write it as Myynti/Tarjoukset")
      }
      names.append(try GroupName(String(piece)))
    }
    return names
  }
}
