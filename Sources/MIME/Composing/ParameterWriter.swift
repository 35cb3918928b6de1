import Foundation

/// Adds parameters to a field (RFC 2045 section 5.1, RFC 2231). Each ends in a semicolon unless it
/// is the last, and so must the value before them.
enum ParameterWriter {
  /// `name=value`, as a token, quoted, or extended (`name*=UTF-8''…`) in as many pieces as it
  /// takes.
  static func add(_ name: String, _ value: String, isLast: Bool, to field: inout FoldedField) {
    let end = isLast ? "" : ";"
    let isASCII = value.utf8.allSatisfy(\.isPrintable)
    if isASCII, value.utf8.count <= 60, !value.contains("=?") {
      let isToken = !value.isEmpty && value.utf8.allSatisfy { $0.isToken }
      return field.add("\(name)=\(isToken ? value : ComposedField.quoted(value))\(end)")
    }
    let pieces = pieces(of: "UTF-8''" + value.utf8.map(escaped).joined())
    for (index, piece) in pieces.enumerated() {
      let number = pieces.count == 1 ? "" : "*\(index)"
      field.add("\(name)\(number)*=\(piece)\(index + 1 < pieces.count ? ";" : end)")
    }
  }

  /// The value in encoded-words inside quotes: no standard has it, and older readers know nothing
  /// else.
  static func addForOldReaders(
    _ name: String, _ value: String, isLast: Bool, to field: inout FoldedField
  ) {
    var words = FoldedField("")
    // Room for the name and the quotes.
    EncodedWordWriter.add(value, to: &words, longest: 65)
    let inside = words.text.dropFirst(2).split(separator: "\r\n ")
    for (index, word) in inside.enumerated() {
      let opening = index == 0 ? "\(name)=\"" : ""
      let closing = index + 1 == inside.count ? "\"\(isLast ? "" : ";")" : ""
      field.add(opening + word + closing)
    }
  }

  /// Attribute characters of RFC 2231 as they are, others as %XX.
  private static func escaped(_ byte: UInt8) -> String {
    byte.isLetter || byte.isDigit || "-._~!#$&+^`{}|".utf8.contains(byte)
      ? String(UnicodeScalar(byte)) : "%\(byte.hexadecimal)"
  }

  /// Cut so that a line holds each with its name; no %XX is cut.
  private static func pieces(of text: String) -> [String] {
    let longest = 56
    var pieces: [String] = []
    var rest = text.utf8[...]
    while !rest.isEmpty {
      var piece = rest.prefix(longest)
      if piece.count < rest.count, let percent = piece.suffix(2).firstIndex(of: .percent) {
        piece = piece[..<percent]
      }
      pieces.append(String(decoding: piece, as: UTF8.self))
      rest = rest.dropFirst(piece.count)
    }
    return pieces
  }
}

extension UInt8 {
  /// A character of a token (RFC 2045 section 5.1).
  fileprivate var isToken: Bool {
    isLetter || isDigit || "!#$%&'*+-.^_`{|}~".utf8.contains(self)
  }
}
