import Foundation

/// One way in which somebody is written, as it is looked for in texts: without case, and not inside
/// of another word.
struct ErasedSpelling {
  enum Kind {
    /// Endings may follow: `Matti Kivelälle` is Matti Kivelä.
    case name
    /// An e-mail address stands alone: `a@b.example` is not in `maa@b.example`.
    case address
  }

  private let text: String
  private let kind: Kind
  /// Looked for first, since it is fast.
  private let words: TextWords

  init(_ text: String, _ kind: Kind) {
    self.text = text
    self.kind = kind
    words = TextWords(text)
  }

  func ranges(in whole: String) -> [Range<String.Index>] {
    guard !words.isEmpty, words.allOccur(in: whole) else { return [] }
    var found: [Range<String.Index>] = []
    var rest = whole.startIndex..<whole.endIndex
    while let range = whole.range(of: text, options: .caseInsensitive, range: rest) {
      if stands(at: range, in: whole) { found.append(withEnding(range, in: whole)) }
      rest = range.upperBound..<whole.endIndex
    }
    return found
  }

  private func stands(at range: Range<String.Index>, in whole: String) -> Bool {
    let before = whole[..<range.lowerBound].last
    guard !Self.isOfWord(before) else { return false }
    guard kind == .address else { return true }
    let after = whole[range.upperBound...].prefix(2)
    // A full stop ends a sentence, or goes on to another domain.
    let goesOn =
      Self.isOfWord(after.first) || after.first == "-"
      || (after.first == "." && Self.isOfWord(after.dropFirst().first))
    return !(before.map("._+-".contains) ?? false) && !goesOn
  }

  private func withEnding(
    _ range: Range<String.Index>, in whole: String
  ) -> Range<String.Index> {
    guard kind == .name else { return range }
    let ending = whole[range.upperBound...].prefix(while: \.isLetter)
    return range.lowerBound..<ending.endIndex
  }

  private static func isOfWord(_ character: Character?) -> Bool {
    character.map { $0.isLetter || $0.isNumber } ?? false
  }
}
