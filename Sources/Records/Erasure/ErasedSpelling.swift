import Foundation

/// One way in which somebody is written, as it is looked for in texts: without case, and not inside
/// of another word.
package struct ErasedSpelling: Sendable {
  package enum Kind {
    /// Endings may follow: `Matti Kivelälle` is Matti Kivelä.
    case name
    /// One word, which others may be called too: only the endings of cases may follow, and it is no
    /// part of a word with a hyphen. `Masalle` is Masa; `Masala` and `Masa-Matti` aren't.
    case word
    /// An e-mail address stands alone: `a@b.example` is not in `maa@b.example`.
    case address
  }

  private let text: String
  private let kind: Kind
  /// Looked for first, since it is fast.
  private let words: TextWords

  package init(_ text: String, _ kind: Kind) {
    self.text = text
    self.kind = kind
    words = TextWords(text)
  }

  package func ranges(in whole: String) -> [Range<String.Index>] {
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
    if kind == .word { return standsAsWord(before, whole[range.upperBound...]) }
    guard kind == .address else { return true }
    let after = whole[range.upperBound...].prefix(2)
    // A full stop ends a sentence, or goes on to another domain.
    let goesOn =
      Self.isOfWord(after.first) || after.first == "-"
      || (after.first == "." && Self.isOfWord(after.dropFirst().first))
    return !(before.map("._+-".contains) ?? false) && !goesOn
  }

  private func standsAsWord(_ before: Character?, _ rest: Substring) -> Bool {
    let ending = rest.prefix(while: Self.isOfWord)
    let after = rest[ending.endIndex...].prefix(2)
    let goesOn = after.first.map(Self.isHyphen) == true && Self.isOfWord(after.last)
    return before.map(Self.isHyphen) != true && !goesOn
      && (ending.isEmpty || Self.endings.contains(ending.lowercased()))
  }

  /// The endings of the cases of Finnish names, also with a plural, and of the genitives of Swedish
  /// and English.
  private static let endings: Set<String> = {
    let cases = [
      "n", "in", "en", "on", "a", "ä", "ta", "tä", "tta", "ttä", "na", "nä", "ksi", "ssa", "ssä",
      "sta", "stä", "lla", "llä", "lta", "ltä", "lle", "an", "än", "hin", "han", "hän", "hon",
      "seen", "iin", "uun", "oon", "aan", "ään",
    ]
    let enclitics = ["", "kin", "ko", "kö", "kaan", "kään"]
    let alone = ["s", "kin", "ko", "kö"]
    return Set(cases.flatMap { ending in enclitics.map { ending + $0 } } + alone)
  }()

  private static func isHyphen(_ character: Character) -> Bool { "-‐‑–".contains(character) }

  private func withEnding(
    _ range: Range<String.Index>, in whole: String
  ) -> Range<String.Index> {
    guard kind != .address else { return range }
    let ending = whole[range.upperBound...].prefix(while: \.isLetter)
    return range.lowerBound..<ending.endIndex
  }

  private static func isOfWord(_ character: Character?) -> Bool {
    character.map(isOfWord) ?? false
  }

  private static func isOfWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber
  }
}
