import Foundation

/// The one rule for the text of every field, however it was typed or pasted: the text means the
/// same to a reader, and nothing in it is hidden.
///
/// - Line breaks of every kind are one: kept where a field has lines, else made spaces.
/// - Tabs and the spaces that don't break are spaces.
/// - What can't be shown goes: soft hyphens, direction marks, byte order marks, spaces of no width.
/// - Joiners stay where they join: in pictures made of several, and in scripts that need them.
/// - Control characters (NUL and its like) mean that the text is none, and are refused by name.
package enum KeptText {
  /// The fate of a line break.
  package enum LineBreaks: Sendable { case kept, spaces }

  /// The text without white space at its ends; perhaps empty.
  package static func of(
    _ text: String, _ field: RecordField, _ breaks: LineBreaks = .spaces
  ) throws(Refusal) -> String {
    if text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return FieldRule.trimmed(text) }
    var kept = String.UnicodeScalarView()
    var last: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      // CR and LF together are one break.
      let isSecondHalf = scalar == "\n" && last == "\r"
      last = scalar
      if isSecondHalf { continue }
      switch TextScalar(scalar) {
      case .shown: kept.append(scalar)
      case .space: kept.append(" ")
      case .lineBreak: kept.append(breaks == .kept ? "\n" : " ")
      case .joiner: if kept.last.map(TextScalar.joins) ?? false { kept.append(scalar) }
      case .tag: if kept.last.map(TextScalar.bearsTags) ?? false { kept.append(scalar) }
      case .hidden: continue
      case .refused: throw Refusal(field, .text(.control(scalar)))
      }
    }
    return String(kept).trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
