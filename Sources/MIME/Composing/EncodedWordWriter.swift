import Foundation

/// Writes text as encoded-words (RFC 2047) in UTF-8, by the shorter of its two encodings. No
/// character is split over words, and what is between words belongs to none.
struct EncodedWordWriter {
  /// The most that one word may have (section 2).
  private static let longest = 75
  private static let frame = "=?UTF-8?Q??=".utf8.count

  private let isBase64: Bool

  init(_ text: String) {
    let q = text.utf8.reduce(0) { $0 + Self.q($1).utf8.count }
    isBase64 = q > (text.utf8.count + 2) / 3 * 4
  }

  /// Adds the text to a field, word by word.
  static func add(_ text: String, to field: inout FoldedField, longest: Int = longest) {
    let writer = EncodedWordWriter(text)
    var word = ""
    var size = 0
    var room = min(longest, max(field.room, frame + 12))
    for scalar in text.unicodeScalars {
      let next = writer.size(word: word, size, adding: scalar)
      if next + frame > room, !word.isEmpty {
        field.add(writer.framed(word))
        word = ""
        room = longest
      }
      size = writer.size(word: word, size, adding: scalar)
      word.unicodeScalars.append(scalar)
    }
    field.add(writer.framed(word))
  }

  /// The length of the word's encoded text with one more character.
  private func size(word: String, _ size: Int, adding scalar: Unicode.Scalar) -> Int {
    if isBase64 { return (word.utf8.count + UTF8.width(scalar) + 2) / 3 * 4 }
    let more = String(scalar).utf8.reduce(0) { $0 + Self.q($1).utf8.count }
    return (word.isEmpty ? 0 : size) + more
  }

  private func framed(_ word: String) -> String {
    isBase64
      ? "=?UTF-8?B?\(Data(word.utf8).base64EncodedString())?="
      : "=?UTF-8?Q?\(word.utf8.map(Self.q).joined())?="
  }

  /// As a phrase may hold it (section 5, rule 3), which is right everywhere.
  private static func q(_ byte: UInt8) -> String {
    if byte == .space { return "_" }
    if byte.isLetter || byte.isDigit || "!*+-/".utf8.contains(byte) {
      return String(UnicodeScalar(byte))
    }
    return "=" + byte.hexadecimal
  }
}

extension UTF8 {
  /// The number of a character's bytes.
  fileprivate static func width(_ scalar: Unicode.Scalar) -> Int { String(scalar).utf8.count }
}

extension UInt8 {
  /// Two upper-case digits.
  var hexadecimal: String {
    let digits = String(self, radix: 16, uppercase: true)
    return digits.utf8.count == 1 ? "0\(digits)" : digits
  }
}
