/// Decodes the encoded-words of one value (RFC 2047) wherever they stand, also inside quotes and
/// against other text, where the RFC doesn't allow them but mail programs put them.
struct EncodedWords {
  private let value: [UInt8]
  private let charsets: CharsetDecoder
  private let limit: Int
  private var result = ""
  /// Upper bound of the characters in `result`.
  private var length = 0
  /// Decoded bytes that wait for the words after them: one character's bytes may be split over
  /// adjacent words, though the RFC forbids it.
  private var pending: [UInt8] = []
  private var pendingCharset: String?
  /// The index of the next "?=", at or after the place last asked for; `value.count` when there is
  /// none.
  private var terminator = 0

  init(_ value: [UInt8], charsets: CharsetDecoder, limit: Int) {
    self.value = value
    self.charsets = charsets
    self.limit = limit
  }

  /// A word found: "=?charset?encoding?text?=".
  private struct Word {
    let charset: String
    let isBase64: Bool
    let text: Range<Int>
    let end: Int
  }

  /// All of the value, decoded.
  mutating func text() -> String {
    var position = 0
    var plainStart = 0
    while position < value.count, length < limit {
      guard value[position] == .equals, let word = word(at: position) else {
        position += 1
        continue
      }
      appendPlain(plainStart..<position, beforeWord: true)
      append(word)
      position = word.end
      plainStart = position
    }
    if plainStart < value.count, length < limit {
      appendPlain(plainStart..<value.count, beforeWord: false)
    }
    flush()
    return result
  }

  /// Text between words; white space alone between two words only separates them.
  private mutating func appendPlain(_ range: Range<Int>, beforeWord: Bool) {
    let plain = value[range]
    if beforeWord && pendingCharset != nil && plain.allSatisfy(\.isWhitespace) { return }
    flush()
    result += CharsetDecoder.guessed(Array(plain))
    length += plain.count
  }

  private mutating func append(_ word: Word) {
    if pendingCharset != word.charset { flush() }
    pendingCharset = word.charset
    let text = value[word.text]
    let before = pending.count
    if word.isBase64 {
      pending.append(contentsOf: Base64Decoder.bytes(text))
    } else {
      Self.appendQ(text, to: &pending)
    }
    length += pending.count - before
  }

  private mutating func flush() {
    guard let charset = pendingCharset else { return }
    result += charsets.text(pending, charset: charset)
    pending.removeAll(keepingCapacity: true)
    pendingCharset = nil
  }

  /// The Q encoding (RFC 2047 section 4.2): quoted-printable with "_" for a space.
  private static func appendQ(_ text: ArraySlice<UInt8>, to bytes: inout [UInt8]) {
    var index = text.startIndex
    while index < text.endIndex {
      let byte = text[index]
      if byte == .equals, index + 2 < text.endIndex, let high = text[index + 1].hexadecimalValue,
        let low = text[index + 2].hexadecimalValue
      {
        bytes.append(high << 4 | low)
        index += 3
      } else {
        bytes.append(byte == .underscore ? .space : byte)
        index += 1
      }
    }
  }

  /// The word that begins at `start`, if there is one.
  private mutating func word(at start: Int) -> Word? {
    guard start + 1 < value.count, value[start + 1] == .questionMark,
      let charset = charset(from: start + 2), charset.end + 2 < value.count,
      value[charset.end + 2] == .questionMark
    else { return nil }
    let encoding = value[charset.end + 1].asciiLowercased
    guard encoding == UInt8(ascii: "b") || encoding == UInt8(ascii: "q") else { return nil }
    let textStart = charset.end + 3
    let end = nextTerminator(from: textStart)
    guard end < value.count else { return nil }
    return Word(
      charset: charset.name, isBase64: encoding == UInt8(ascii: "b"), text: textStart..<end,
      end: end + 2)
  }

  /// The charset's name from `start` to the "?" at `end`, without a language tag ("*en").
  private func charset(from start: Int) -> (name: String, end: Int)? {
    let longest = 80
    var end = start
    var nameEnd: Int?
    while end < value.count, end - start <= longest {
      let byte = value[end]
      if byte == .questionMark {
        let name = String(decoding: value[start..<(nameEnd ?? end)], as: UTF8.self)
        return end == start ? nil : (name.lowercased(), end)
      }
      guard byte > .space, byte < 0x7F, byte != .equals else { return nil }
      if byte == .asterisk, nameEnd == nil { nameEnd = end }
      end += 1
    }
    return nil
  }

  /// The index of the first "?=" at or after `start`. The index only moves on, so that all searches
  /// together go over the value once.
  private mutating func nextTerminator(from start: Int) -> Int {
    if terminator >= start { return terminator }
    terminator = start
    while terminator < value.count {
      if value[terminator] == .questionMark, terminator + 1 < value.count,
        value[terminator + 1] == .equals
      {
        return terminator
      }
      terminator += 1
    }
    return terminator
  }
}
