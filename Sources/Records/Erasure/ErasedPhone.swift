/// A phone number as it is looked for in texts: by its digits, however they are grouped, and with
/// Finland's country code or without.
package struct ErasedPhone: Sendable {
  /// Shorter numbers stand in too many texts for other reasons.
  private static let fewestDigits = 5

  /// Each as ASCII digits.
  private let forms: [[UInt8]]

  /// Nil when it has too few digits.
  package init?(_ text: String) {
    var digits = text.utf8.filter(Self.isDigit)
    for code in ["00358", "358"] where digits.starts(with: code.utf8) {
      digits = Array("0".utf8) + digits.dropFirst(code.utf8.count).drop { $0 == UInt8(ascii: "0") }
      break
    }
    guard digits.count >= Self.fewestDigits else { return nil }
    let isNational = digits.first == UInt8(ascii: "0")
    forms = isNational ? [digits, Array("358".utf8) + digits.dropFirst()] : [digits]
  }

  package func ranges(in whole: String) -> [Range<String.Index>] {
    let text = Array(whole.utf8)
    let places = text.indices.filter { Self.isDigit(text[$0]) }
    return forms.flatMap { form -> [Range<String.Index>] in
      guard places.count >= form.count else { return [] }
      return (0...places.count - form.count).compactMap { start in
        let run = places[start..<start + form.count]
        guard zip(run, form).allSatisfy({ text[$0] == $1 }), Self.isOneNumber(run, in: text)
        else { return nil }
        return Self.range(run, in: whole, text)
      }
    }
  }

  /// Only what groups digits stands between them, and no other digit touches them.
  private static func isOneNumber(_ run: ArraySlice<Int>, in text: [UInt8]) -> Bool {
    guard let first = run.first, let last = run.last else { return false }
    let touches =
      (first > 0 && isDigit(text[first - 1]))
      || (last + 1 < text.count && isDigit(text[last + 1]))
    return !touches && text[first...last].allSatisfy { isDigit($0) || " -()/.".utf8.contains($0) }
  }

  /// A plus before it goes too.
  private static func range(
    _ run: ArraySlice<Int>, in whole: String, _ text: [UInt8]
  ) -> Range<String.Index>? {
    guard var first = run.first, let last = run.last else { return nil }
    if first > 0, text[first - 1] == UInt8(ascii: "+") { first -= 1 }
    let utf8 = whole.utf8
    return utf8.index(
      utf8.startIndex, offsetBy: first)..<utf8.index(
        utf8.startIndex, offsetBy: last + 1)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
