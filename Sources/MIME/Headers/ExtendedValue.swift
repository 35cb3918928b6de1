/// The charset'language'text form of a parameter's value (RFC 2231 section 4).
enum ExtendedValue {
  /// The charset, nil when none is said, and the text, still percent-encoded. Without two
  /// apostrophes all of it is text.
  static func split(_ value: [UInt8]) -> (charset: String?, text: ArraySlice<UInt8>) {
    guard let first = value.firstIndex(of: .apostrophe),
      let second = value[(first + 1)...].firstIndex(of: .apostrophe)
    else { return (nil, value[...]) }
    let charset = String(decoding: value[..<first], as: UTF8.self)
    return (charset.isEmpty ? nil : charset, value[(second + 1)...])
  }

  /// The text with each %XX as its byte; a "%" without two hexadecimal digits stays.
  static func unescaped(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    var index = text.startIndex
    while index < text.endIndex {
      if text[index] == .percent, index + 2 < text.endIndex,
        let high = text[index + 1].hexadecimalValue, let low = text[index + 2].hexadecimalValue
      {
        bytes.append(high << 4 | low)
        index += 3
      } else {
        bytes.append(text[index])
        index += 1
      }
    }
    return bytes
  }
}
