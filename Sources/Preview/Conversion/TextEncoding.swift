/// The way in which a text's bytes stand for characters.
enum TextEncoding: Equatable {
  case utf8
  /// With the bytes that announce it, or without.
  case utf16(isBigEndian: Bool)
  /// ISO 8859-1 with Windows' characters.
  case windows1252

  /// Of a hundred bytes so many may be control characters.
  private static let controlsInHundred = 2

  /// Nil for what is no text.
  init?(_ head: [UInt8]) {
    if head.starts(with: [0xff, 0xfe]) && !head.starts(with: [0xff, 0xfe, 0, 0]) {
      self = .utf16(isBigEndian: false)
    } else if head.starts(with: [0xfe, 0xff]) {
      self = .utf16(isBigEndian: true)
    } else if let isBigEndian = Self.looksLikeUTF16(head) {
      self = .utf16(isBigEndian: isBigEndian)
    } else {
      let controls = head.lazy.filter(Self.isControl).count
      guard !head.contains(0), controls * 100 <= head.count * Self.controlsInHundred else {
        return nil
      }
      self = Self.isUTF8(head) ? .utf8 : .windows1252
    }
  }

  /// The characters; bytes that stand for none become U+FFFD.
  func text(_ bytes: some Collection<UInt8>) -> String {
    switch self {
    case .utf8:
      let mark: [UInt8] = [0xef, 0xbb, 0xbf]
      return String(decoding: bytes.dropFirst(bytes.starts(with: mark) ? 3 : 0), as: UTF8.self)
    case .windows1252:
      var scalars = String.UnicodeScalarView()
      for byte in bytes { scalars.append(Self.windows1252(byte)) }
      return String(scalars)
    case .utf16(let isBigEndian):
      var units: [UInt16] = []
      units.reserveCapacity(bytes.count / 2)
      var first: UInt8?
      for byte in bytes {
        guard let high = first else {
          first = byte
          continue
        }
        units.append(
          isBigEndian ? UInt16(high) << 8 | UInt16(byte) : UInt16(byte) << 8 | UInt16(high))
        first = nil
      }
      return String(decoding: units.drop { $0 == 0xfeff }, as: UTF16.self)
    }
  }

  private static func isControl(_ byte: UInt8) -> Bool {
    // Tab to carriage return, and the escapes of terminals and printers.
    byte < 0x20 && !(9...13).contains(byte) && byte != 0x1b || byte == 0x7f
  }

  /// A text in a European language without a mark: nearly every second byte is 0.
  private static func looksLikeUTF16(_ head: [UInt8]) -> Bool? {
    let pairs = head.prefix(2_048).count / 2
    guard pairs >= 4 else { return nil }
    var zeros = (even: 0, odd: 0)
    var controls = 0
    for index in 0..<pairs {
      let (even, odd) = (head[index * 2], head[index * 2 + 1])
      if even == 0 { zeros.even += 1 }
      if odd == 0 { zeros.odd += 1 }
      if min(even, odd) == 0, isControl(max(even, odd)) { controls += 1 }
    }
    guard controls * 20 <= pairs else { return nil }
    if zeros.odd * 10 >= pairs * 8, zeros.even == 0 { return false }
    if zeros.even * 10 >= pairs * 8, zeros.odd == 0 { return true }
    return nil
  }

  /// A character that the end of `head` cuts off is none that is wrong.
  private static func isUTF8(_ head: [UInt8]) -> Bool {
    if String(validating: head, as: UTF8.self) != nil { return true }
    guard head.count >= FileKind.headSize else { return false }
    return (1...3).contains { String(validating: head.dropLast($0), as: UTF8.self) != nil }
  }

  /// The characters of 0x80 to 0x9f; 0 for none.
  private static let windowsCharacters: [UInt16] = [
    0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039,
    0x0152, 0, 0x017d, 0, 0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122,
    0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178,
  ]

  private static func windows1252(_ byte: UInt8) -> Unicode.Scalar {
    guard (0x80...0x9f).contains(byte) else { return Unicode.Scalar(byte) }
    let unit = windowsCharacters[Int(byte) - 0x80]
    return unit == 0 ? "\u{fffd}" : Unicode.Scalar(unit) ?? "\u{fffd}"
  }
}
