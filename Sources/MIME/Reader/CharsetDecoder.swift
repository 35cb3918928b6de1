import Glibc

/// Turns bytes of any charset into text by glibc's iconv. It never fails: an unknown charset is
/// read as windows-1252, invalid bytes become U+FFFD.
///
/// Descriptors are kept, since opening one costs more than the few bytes of a header; one decoder
/// opens at most 64, so that a header naming thousands of charsets costs no time.
final class CharsetDecoder {
  /// By canonical name; nil for those that iconv doesn't know.
  private var descriptors: [String: iconv_t?] = [:]
  private static let mostDescriptors = 64
  private static let longestName = 40

  deinit {
    for case let descriptor? in descriptors.values { iconv_close(descriptor) }
  }

  /// The text of `bytes`, which are in `charset`; nil charset: UTF-8 if they are, else
  /// windows-1252.
  func text(_ bytes: [UInt8], charset: String?) -> String {
    if !bytes.contains(where: { $0 >= 0x80 || $0 == 0x1B || $0 == 0x2B || $0 == 0x7E }) {
      // ASCII without the bytes that mean something else in ISO-2022, UTF-7 and HZ.
      if charset.map({ !Self.isWide($0) }) ?? true { return String(decoding: bytes, as: UTF8.self) }
    }
    guard let charset else { return Self.guessed(bytes) }
    switch Self.canonicalName(charset) {
    case "utf-8": return String(decoding: bytes, as: UTF8.self)
    case "us-ascii": return Self.guessed(bytes)
    case "windows-1252": return Self.windows1252(bytes)
    case let name: return converted(bytes, from: name) ?? Self.guessed(bytes)
    }
  }

  /// UTF-8 when the bytes are valid UTF-8, else windows-1252.
  static func guessed(_ bytes: [UInt8]) -> String {
    String(validating: bytes, as: UTF8.self) ?? windows1252(bytes)
  }

  /// Every byte has a meaning here: the five that windows-1252 leaves open stay C1 controls.
  static func windows1252(_ bytes: [UInt8]) -> String {
    var scalars = String.UnicodeScalarView()
    for byte in bytes {
      let value = (0x80...0x9F).contains(byte) ? upperControls[Int(byte) - 0x80] : UInt16(byte)
      scalars.append(Unicode.Scalar(value) ?? "\u{FFFD}")
    }
    return String(scalars)
  }

  /// Windows-1252 from 0x80 to 0x9F.
  private static let upperControls: [UInt16] = [
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
    0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
  ]

  /// Charsets in which plain ASCII bytes are not ASCII.
  private static func isWide(_ charset: String) -> Bool {
    let name = charset.lowercased()
    return name.hasPrefix("utf-16") || name.hasPrefix("utf-32") || name.hasPrefix("ucs")
      || name.hasPrefix("utf16") || name.hasPrefix("utf32") || name.hasPrefix("iso-10646")
      || name.contains("ebcdic") || name.hasPrefix("ibm") || name.hasPrefix("cp")
  }

  /// The name by which iconv knows what mail programs mean: they label windows-1252 as Latin 1,
  /// and supersets of the East Asian charsets by the subset's name (as WHATWG's Encoding has it).
  private static func canonicalName(_ charset: String) -> String {
    let name = charset.lowercased()
    return switch name {
    case "utf-8", "utf8", "unicode-1-1-utf-8": "utf-8"
    case "us-ascii", "ascii", "ansi_x3.4-1968", "": "us-ascii"
    case "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "windows-1252", "cp1252", "cp-1252":
      "windows-1252"
    case "iso-8859-8-i", "iso-8859-8-e": "iso-8859-8"
    case "gb2312", "gb_2312-80", "gbk", "x-gbk": "gb18030"
    case "ks_c_5601-1987", "ks_c_5601", "ksc5601", "euc-kr": "cp949"
    case "shift_jis", "shift-jis", "x-sjis", "sjis", "windows-31j": "cp932"
    case "unicode-1-1-utf-7", "utf7": "utf-7"
    case "x-mac-roman", "macroman", "x-macintosh": "macintosh"
    default: name
    }
  }

  private func converted(_ bytes: [UInt8], from charset: String) -> String? {
    guard let descriptor = descriptor(for: charset) else { return nil }
    iconv(descriptor, nil, nil, nil, nil)
    var output: [UInt8] = []
    var source = bytes
    source.withUnsafeMutableBytes { input in
      withUnsafeTemporaryAllocation(byteCount: 1024, alignment: 1) { buffer in
        Self.convert(input, through: buffer, by: descriptor, into: &output)
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// Runs iconv over all of `input`; each byte that it refuses becomes U+FFFD.
  private static func convert(
    _ input: UnsafeMutableRawBufferPointer, through buffer: UnsafeMutableRawBufferPointer,
    by descriptor: iconv_t, into output: inout [UInt8]
  ) {
    var next = input.baseAddress?.assumingMemoryBound(to: CChar.self)
    var left = input.count
    var ended = false
    while !ended {
      var target = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
      var room = buffer.count
      let atEnd = left == 0
      let result =
        atEnd
        ? iconv(descriptor, nil, nil, &target, &room)
        : iconv(descriptor, &next, &left, &target, &room)
      let code = errno
      output.append(contentsOf: buffer[..<(buffer.count - room)])
      if result != -1 {
        ended = atEnd
        continue
      }
      if code == E2BIG { continue }
      output.append(contentsOf: [0xEF, 0xBF, 0xBD])
      if code != EILSEQ || left == 0 { return }
      next = next?.advanced(by: 1)
      left -= 1
    }
  }

  private func descriptor(for charset: String) -> iconv_t? {
    if let known = descriptors[charset] { return known }
    guard descriptors.count < Self.mostDescriptors, Self.isName(charset) else { return nil }
    let opened = iconv_open("UTF-8", charset)
    let descriptor = Int(bitPattern: opened) == -1 ? nil : opened
    descriptors[charset] = .some(descriptor)
    return descriptor
  }

  /// The iconv library may see this name: no "//TRANSLIT", no path, not the locale's own charset.
  private static func isName(_ charset: String) -> Bool {
    !charset.isEmpty && charset.utf8.count <= longestName && charset != "char"
      && charset != "wchar_t"
      && charset.utf8.allSatisfy {
        $0.isLetter || $0.isDigit || $0 == .hyphen || $0 == .underscore || $0 == .colon
          || $0 == .dot || $0 == UInt8(ascii: "+")
      }
  }
}
