/// The beginning of a document, and what its sender said about it.
struct MediaTypeSample {
  /// At most 4,096 bytes.
  let bytes: [UInt8]
  /// Normalized; nil when there is none or it is not well-formed.
  let declared: String?
  /// The file name's extension in lower case, without the dot; empty when there is none.
  let fileExtension: String

  init(bytes: [UInt8], declared: String?, fileName: String?) {
    self.bytes = bytes
    self.declared = declared
    let parts = (fileName ?? "").utf8.split(separator: .dot)
    self.fileExtension =
      parts.count < 2 ? "" : String(decoding: parts[parts.count - 1], as: UTF8.self).lowercased()
  }

  /// The bytes of `pattern` stand at `offset`.
  func has(_ pattern: [UInt8], at offset: Int = 0) -> Bool {
    offset + pattern.count <= bytes.count
      && bytes[offset..<offset + pattern.count].elementsEqual(pattern)
  }

  /// The ASCII text `pattern` stands at `offset`.
  func has(_ pattern: String, at offset: Int = 0) -> Bool {
    offset + pattern.utf8.count <= bytes.count
      && bytes[offset..<offset + pattern.utf8.count].elementsEqual(pattern.utf8)
  }

  /// The first index of `pattern` in `range`, as far as that is within the sample.
  func firstIndex(of pattern: [UInt8], in range: Range<Int>) -> Int? {
    let last = min(range.upperBound, bytes.count) - pattern.count
    guard let first = pattern.first, range.lowerBound <= last else { return nil }
    return (range.lowerBound...last).first { bytes[$0] == first && has(pattern, at: $0) }
  }

  func firstIndex(of pattern: String, in range: Range<Int>) -> Int? {
    firstIndex(of: Array(pattern.utf8), in: range)
  }

  func littleEndian16(at offset: Int) -> Int? {
    guard offset + 2 <= bytes.count else { return nil }
    return Int(bytes[offset]) | Int(bytes[offset + 1]) << 8
  }

  func littleEndian32(at offset: Int) -> Int? {
    guard let low = littleEndian16(at: offset), let high = littleEndian16(at: offset + 2)
    else { return nil }
    return low | high << 16
  }
}
