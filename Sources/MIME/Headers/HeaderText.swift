/// Header values as text: unfolding (RFC 5322 section 2.2.3), encoded-words (RFC 2047, with the
/// language tags of RFC 2231 section 5), raw 8-bit. All of it in one pass.
enum HeaderText {
  /// The bytes of a folded value on one line, without white space around them: line breaks go, and
  /// a tab that a line was folded at becomes a space (Outlook folds file names at their spaces so).
  static func unfolded(_ folded: ArraySlice<UInt8>) -> [UInt8] {
    var line: [UInt8] = []
    line.reserveCapacity(folded.count)
    var afterBreak = false
    for byte in folded {
      if byte == .lineFeed || byte == .carriageReturn {
        afterBreak = true
      } else {
        line.append(afterBreak && byte == .tab ? .space : byte)
        afterBreak = false
      }
    }
    return trimmed(line[...])
  }

  /// Without white space at both ends.
  static func trimmed(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    guard let first = bytes.firstIndex(where: { !$0.isWhitespace }),
      let last = bytes.lastIndex(where: { !$0.isWhitespace })
    else { return [] }
    return Array(bytes[first...last])
  }

  /// Text for people out of an unstructured value: decoded, control characters as spaces, at most
  /// `limit` characters, and twice as many scalars.
  static func text(_ value: [UInt8], limit: Int, charsets: CharsetDecoder) -> String {
    let text = cleaned(decoded(value, charsets: charsets, limit: limit))
    return beginning(of: text, limit)
  }

  /// At most `limit` characters and twice as many scalars: a character may be of any number of
  /// them.
  static func beginning(of text: String, _ limit: Int) -> String {
    guard text.utf8.count > limit else { return text }
    return String(String(text.unicodeScalars.prefix(2 * limit)).prefix(limit))
  }

  /// Control characters as spaces.
  static func cleaned(_ text: String) -> String {
    // As nearly all texts are, and many times as fast as scalar by scalar.
    if !hasControls(text) { return text }
    let scalars = text.unicodeScalars.map { scalar -> Unicode.Scalar in
      scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) ? " " : scalar
    }
    return String(String.UnicodeScalarView(scalars))
  }

  /// C0, DEL, or C1, which in UTF-8 is C2 80 to C2 9F.
  private static func hasControls(_ text: String) -> Bool {
    var last: UInt8 = 0
    for byte in text.utf8 {
      if byte < 0x20 || byte == 0x7F || (last == 0xC2 && byte < 0xA0) { return true }
      last = byte
    }
    return false
  }

  /// The value with its encoded-words decoded and what is between them as UTF-8 or windows-1252.
  /// Decoding stops, at a word's end, once there are `limit` characters.
  static func decoded(
    _ value: [UInt8], charsets: CharsetDecoder, limit: Int = .max
  ) -> String {
    if value.count <= limit, value.allSatisfy({ $0.isPrintable && $0 != .equals }) {
      return String(decoding: value, as: UTF8.self)
    }
    var decoding = EncodedWords(value, charsets: charsets, limit: limit)
    return decoding.text()
  }

  /// The index after the comment (RFC 5322 section 3.2.2) that opens at `start`; comments nest. Nil
  /// when it never closes.
  static func endOfComment(_ value: [UInt8], from start: Int) -> Int? {
    var depth = 0
    var index = start
    while index < value.count {
      switch value[index] {
      case .openParenthesis: depth += 1
      case .closeParenthesis: depth -= 1
      case .backslash: index += 1
      default: break
      }
      index += 1
      if depth == 0 { return index }
    }
    return nil
  }
}
