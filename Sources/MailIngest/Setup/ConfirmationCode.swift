/// The code of a confirmation: digits that a subject shows behind a number sign, as `(#123456789)`
/// or `(#123-456-789)`, or that a text shows alone on a line or at the end of one.
enum ConfirmationCode {
  /// The code in a subject; `length` bounds the number of its digits.
  static func inSubject(_ subject: String, length: ClosedRange<Int>) -> String? {
    for piece in subject.split(separator: "#", omittingEmptySubsequences: false).dropFirst() {
      let shown = piece.prefix { isDigit($0) || isSeparator($0) }
      if let code = code(shown, length) { return code }
    }
    // Some languages have it in the middle of the sentence.
    return subject.split(whereSeparator: { $0.isWhitespace || "()".contains($0) })
      .lazy.compactMap { code($0, max(8, length.lowerBound)...max(8, length.upperBound)) }.first
  }

  /// The code in a text.
  static func inText(_ text: String, length: ClosedRange<Int>) -> String? {
    text.split(whereSeparator: \.isNewline).lazy.compactMap { line in
      let tail = line[
        (line.lastIndex { ":：".contains($0) }.map(line.index(after:))
          ?? line.startIndex)...]
      return code(tail, length)
    }.first
  }

  /// The digits of what shows nothing else: one group, or several of the same length (a date has
  /// groups of different ones).
  private static func code(_ shown: Substring, _ length: ClosedRange<Int>) -> String? {
    guard shown.utf8.count < 64 else { return nil }
    var groups = shown.split(whereSeparator: isSeparator)
    if let last = groups.last, last.last == "." { groups[groups.count - 1] = last.dropLast() }
    guard let first = groups.first, groups.allSatisfy({ $0.count == first.count }),
      groups.count == 1 || first.count > 2, groups.allSatisfy({ $0.allSatisfy(isDigit) })
    else { return nil }
    let digits = groups.joined()
    return length.contains(digits.utf8.count) ? digits : nil
  }

  private static func isDigit(_ character: Character) -> Bool {
    character.isASCII && character.isNumber
  }

  private static func isSeparator(_ character: Character) -> Bool {
    character.isWhitespace || "-–*\u{200B}".contains(character)
  }
}
