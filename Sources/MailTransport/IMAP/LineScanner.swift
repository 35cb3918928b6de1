/// Reads the words of one response line. The bytes may hold literals: `{5}` CRLF and five bytes.
struct LineScanner {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) {
    rest = bytes
  }

  /// The bytes that have not been read yet.
  var remainder: ArraySlice<UInt8> { rest }

  mutating func skipSpaces() {
    rest = rest.drop { $0 == UInt8(ascii: " ") }
  }

  /// Takes that byte if it is next.
  mutating func take(_ byte: Character) -> Bool {
    guard let wanted = byte.asciiValue, rest.first == wanted else { return false }
    rest.removeFirst()
    return true
  }

  /// The next word, up to a space or a parenthesis; nil at such a byte or at the end.
  mutating func word() -> String? {
    let bytes = rest.prefix { !" ()\r\n".utf8.contains($0) }
    guard !bytes.isEmpty else { return nil }
    rest = rest.dropFirst(bytes.count)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A quoted string, a literal, or a word; nil where there is none of them (RFC 9051 `astring`).
  mutating func string() -> String? {
    if take("\"") { return quoted() }
    if rest.first == UInt8(ascii: "{") { return literal() }
    return word()
  }

  /// The words of a list without inner lists; nil where there is no list.
  mutating func flatList() -> [String]? {
    guard take("(") else { return nil }
    var words: [String] = []
    while true {
      skipSpaces()
      if take(")") { return words }
      guard let word = string() else { return nil }
      words.append(word)
    }
  }

  private mutating func quoted() -> String? {
    var bytes: [UInt8] = []
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: bytes, as: UTF8.self)
      case UInt8(ascii: "\\"):
        guard let escaped = rest.popFirst() else { return nil }
        bytes.append(escaped)
      default: bytes.append(byte)
      }
    }
    return nil
  }

  private mutating func literal() -> String? {
    let header = rest.prefix { $0 != UInt8(ascii: "\n") }
    guard let count = ResponseParser.literalCount(endingLine: header) else { return nil }
    let content = rest.dropFirst(header.count + 1)
    guard content.count >= count else { return nil }
    rest = content.dropFirst(Int(count))
    return String(decoding: content.prefix(Int(count)), as: UTF8.self)
  }
}
