/// Mails of about 25 MB made to stall a reader.
enum HostileMail: String, CaseIterable {
  case parameters = "80,000 parameters in each of 26 headers"
  case emptyParts = "300,000 empty parts and more"
  case openBoundaries = "lines of --x under 1,000 boundaries"
  case preamble = "a 25 MB preamble"
  case hyphens = "a 25 MB line of hyphens"
  case endlessHeader = "a 25 MB header"

  private static let size = 25_000_000

  func write(to file: SpoolFile) throws {
    switch self {
    case .parameters:
      try file.append("Content-Type: multipart/mixed; boundary=b\r\n\r\n")
      let parameters = (0..<80_000).map { "; a\($0)=1" }.joined()
      try repeated("--b\r\nContent-Type: a/b\(parameters)\r\n\r\n", in: file)
    case .emptyParts:
      try file.append("Content-Type: multipart/mixed; boundary=b\r\n\r\n")
      try repeated("--b\r\n\r\n\r\n", in: file)
    case .openBoundaries:
      try file.append("Content-Type: multipart/mixed; boundary=b0\r\n\r\n")
      for level in 1..<1_000 {
        try file.append(
          "--b\(level - 1)\r\nContent-Type: multipart/mixed; boundary=b\(level)\r\n\r\n")
      }
      try repeated("--x\r\n", in: file)
    case .preamble:
      try file.append("Content-Type: multipart/mixed; boundary=b\r\n\r\n")
      try repeated("This is a preamble -- that nobody reads.\r\n", in: file)
      try file.append("--b\r\n\r\ntext\r\n--b--\r\n")
    case .hyphens:
      try file.append("Content-Type: multipart/mixed; boundary=b\r\n\r\n")
      try repeated(String(repeating: "-", count: 1_000), in: file)
    case .endlessHeader:
      try repeated("a:b\r\n", in: file)
    }
  }

  private func repeated(_ text: String, in file: SpoolFile) throws {
    let unit = Array(text.utf8)
    let units = max(1, 1_000_000 / unit.count)
    let block = Array(repeatElement(unit, count: units).joined())
    while file.end < Self.size { try file.append(block) }
  }
}
