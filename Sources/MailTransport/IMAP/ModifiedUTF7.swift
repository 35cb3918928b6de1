/// The encoding of folder names (RFC 3501 §5.1.3): printable ASCII as it is, `&-` for `&`, and
/// everything else as base64 of UTF-16 between `&` and `-`, with `,` in the place of `/`.
enum ModifiedUTF7 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,".utf8)

  static func encode(_ name: String) -> String {
    var result: [UInt8] = []
    var units: [UInt16] = []
    func flush() {
      guard !units.isEmpty else { return }
      result.append(UInt8(ascii: "&"))
      result += base64(units)
      result.append(UInt8(ascii: "-"))
      units = []
    }
    for unit in name.utf16 {
      guard (0x20...0x7e).contains(unit) else {
        units.append(unit)
        continue
      }
      flush()
      result += unit == 0x26 ? Array("&-".utf8) : [UInt8(unit)]
    }
    flush()
    return String(decoding: result, as: UTF8.self)
  }

  /// Total: what is not well encoded stays as it is.
  static func decode(_ name: String) -> String {
    var result = ""
    var rest = Substring(name)
    while let open = rest.firstIndex(of: "&") {
      result += rest[..<open]
      let after = rest[rest.index(after: open)...]
      guard let close = after.firstIndex(of: "-"), let text = text(after[..<close]) else {
        result.append("&")
        rest = after
        continue
      }
      result += text
      rest = after[after.index(after: close)...]
    }
    return result + rest
  }

  private static func base64(_ units: [UInt16]) -> [UInt8] {
    var result: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    for unit in units {
      bits = bits << 16 | UInt32(unit)
      count += 16
      while count >= 6 {
        count -= 6
        result.append(alphabet[Int(bits >> UInt32(count) & 63)])
      }
      bits &= (1 << UInt32(count)) - 1
    }
    if count > 0 { result.append(alphabet[Int(bits << UInt32(6 - count) & 63)]) }
    return result
  }

  /// The text of one shifted run; nil when it is none.
  private static func text(_ encoded: Substring) -> String? {
    if encoded.isEmpty { return "&" }
    var units: [UInt16] = []
    var bits: UInt32 = 0
    var count = 0
    for byte in encoded.utf8 {
      guard let digit = alphabet.firstIndex(of: byte) else { return nil }
      bits = bits << 6 | UInt32(digit)
      count += 6
      guard count >= 16 else { continue }
      count -= 16
      units.append(UInt16(bits >> UInt32(count) & 0xffff))
      bits &= (1 << UInt32(count)) - 1
    }
    return units.isEmpty || bits != 0 ? nil : String(decoding: units, as: UTF16.self)
  }
}
