/// A text as the body of a part: its lines end in CRLF, the last one too.
struct ComposedText {
  /// "7bit" or "quoted-printable".
  let encoding: String
  let body: [UInt8]

  private static let longest = 76

  init(_ text: String) {
    let lines = Self.lines(of: Array(text.utf8))
    if lines.allSatisfy(Self.isPlain) {
      encoding = "7bit"
      body = lines.flatMap { $0 + [.carriageReturn, .lineFeed] }
    } else {
      encoding = "quoted-printable"
      body = lines.flatMap(Self.quotedPrintable)
    }
  }

  /// Lines that end in CRLF, CR or LF.
  private static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == .carriageReturn || byte == .lineFeed {
        lines.append(bytes[start..<index])
        let isPair =
          byte == .carriageReturn && index + 1 < bytes.count
          && bytes[index + 1] == .lineFeed
        if isPair { index += 1 }
        start = index + 1
      }
      index += 1
    }
    if start < bytes.count { lines.append(bytes[start...]) }
    return lines
  }

  /// Every mail server passes the line on as it is, and no boundary is in the line.
  private static func isPlain(_ line: ArraySlice<UInt8>) -> Bool {
    line.count <= FoldedField.lineLength && line.last?.isBlank != true && line != [0x2E]
      && !line.starts(with: "From ".utf8) && !line.starts(with: "--=_".utf8)
      && line.allSatisfy { $0.isPrintable || $0 == .tab }
  }

  /// The line in quoted-printable (RFC 2045 section 6.7), with soft breaks and its end.
  private static func quotedPrintable(_ line: ArraySlice<UInt8>) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(line.count + line.count / 8 + 2)
    var column = 0
    for (offset, byte) in line.enumerated() {
      let isLast = offset + 1 == line.count
      let isLiteral =
        byte > 0x20 && byte < 0x7F && byte != .equals || byte.isBlank && !isLast
      // mbox files and servers look for these at a line's beginning.
      let isMarked = column == 0 && (byte == UInt8(ascii: "F") || byte == .dot)
      let width = isLiteral && !isMarked ? 1 : 3
      if column + width > (isLast ? longest : longest - 1) {
        output += [.equals, .carriageReturn, .lineFeed]
        column = 0
      }
      if width == 1 {
        output.append(byte)
      } else {
        output.append(.equals)
        output += byte.hexadecimal.utf8
      }
      column += width
    }
    return output + [.carriageReturn, .lineFeed]
  }
}
