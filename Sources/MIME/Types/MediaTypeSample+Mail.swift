/// Mail as a file.
extension MediaTypeSample {
  /// message/rfc822 when the text begins like a mail; a declared type of mail's own family is kept
  /// when there is at least one header field.
  var mailType: String? {
    let names = fieldNames
    guard !names.isEmpty else { return nil }
    if let declared, declared.hasPrefix("message/") || declared == "text/rfc822-headers" {
      return declared
    }
    let isMail =
      fileExtension == "eml" || names.count >= 3 && names.contains(where: Self.telling.contains)
    return isMail ? "message/rfc822" : nil
  }

  /// The names, in lower case, of the header fields at the beginning (RFC 5322 section 2.2), at
  /// most 16; none when the lines before the first empty one are no fields. An mbox's `From ` line
  /// may come first.
  private var fieldNames: [String] {
    let text = bytes[contentStart...]
    var names: [String] = []
    for (index, line) in text.split(separator: .lineFeed, omittingEmptySubsequences: false)
      .enumerated()
    {
      if line.first == .carriageReturn || line.isEmpty || names.count == 16 { return names }
      if index == 0, begins("From ", at: line.startIndex) { continue }
      if line.first?.isBlank == true, !names.isEmpty { continue }
      guard let colon = line.firstIndex(of: .colon), colon > line.startIndex,
        line[..<colon].allSatisfy({ $0 > .space && $0 < 0x7F })
      else {
        // The sample may end within a line.
        return line.endIndex == bytes.count ? names : []
      }
      names.append(String(decoding: line[..<colon].map(\.asciiLowercased), as: UTF8.self))
    }
    return names
  }

  /// Fields that mail programs write and people don't.
  private static let telling: Set<String> = [
    "received", "return-path", "message-id", "mime-version", "delivered-to", "x-mailer",
    "dkim-signature", "content-transfer-encoding", "authentication-results",
  ]
}
