/// Percent-encoding of UTF-8 (RFC 3986 §2.1).
package enum PercentCoding {
  /// Nil where a `%` has no two digits, or the bytes are no UTF-8. `plusIsSpace`: as in forms.
  package static func decoded(
    _ bytes: some Collection<UInt8>, plusIsSpace: Bool = false
  ) -> String? {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = bytes.startIndex
    while index != bytes.endIndex {
      var byte = bytes[index]
      bytes.formIndex(after: &index)
      if byte == UInt8(ascii: "%") {
        guard let high = digit(bytes, &index), let low = digit(bytes, &index) else { return nil }
        byte = high << 4 | low
      } else if plusIsSpace, byte == UInt8(ascii: "+") {
        byte = UInt8(ascii: " ")
      }
      result.append(byte)
    }
    return String(validating: result, as: UTF8.self)
  }

  /// All but letters, digits and `-._~` are encoded.
  package static func encoded(_ text: some StringProtocol) -> String {
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        result += byte < 16 ? "%0" : "%"
        result += String(byte, radix: 16, uppercase: true)
      }
    }
    return result
  }

  private static func digit<Bytes: Collection<UInt8>>(
    _ bytes: Bytes, _ index: inout Bytes.Index
  ) -> UInt8? {
    guard index != bytes.endIndex else { return nil }
    defer { bytes.formIndex(after: &index) }
    return Character(Unicode.Scalar(bytes[index])).hexDigitValue.map(UInt8.init)
  }
}
