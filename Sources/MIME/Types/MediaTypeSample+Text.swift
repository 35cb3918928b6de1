/// Types of text: what it begins with tells markup, cards, calendars, mail and data apart.
extension MediaTypeSample {
  /// The type when the bytes are text, or a PDF after other bytes; else nil.
  var textType: String? {
    guard let text = readableText else { return embeddedDocumentType }
    return text.markupType ?? text.recordType ?? text.mailType ?? text.embeddedDocumentType
      ?? text.plainType
  }

  /// The sample when it is text, as UTF-8 or another charset that is ASCII where it matters; nil
  /// when it has bytes that no text has. UTF-16 with a byte order mark is narrowed to its ASCII.
  private var readableText: MediaTypeSample? {
    if has([0xFF, 0xFE]) { return narrowed(lowByteAt: 0) }
    if has([0xFE, 0xFF]) { return narrowed(lowByteAt: 1) }
    let isText = !bytes.isEmpty && bytes.allSatisfy(Self.isTextByte)
    return isText ? self : nil
  }

  /// ESC switches charsets in ISO-2022; 0x1A ended files in DOS.
  private static func isTextByte(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte != 0x7F || (0x08...0x0D).contains(byte) || byte == 0x1A || byte == 0x1B
  }

  private func narrowed(lowByteAt low: Int) -> MediaTypeSample? {
    let units = stride(from: 2, to: bytes.count - 1, by: 2).map { start -> UInt8 in
      bytes[start + 1 - low] == 0 ? bytes[start + low] : 0xFF
    }
    guard units.allSatisfy(Self.isTextByte) else { return nil }
    return MediaTypeSample(bytes: units, declared: declared, fileExtension: fileExtension)
  }

  /// vCard (RFC 6350), iCalendar (RFC 5545) and JSON objects.
  private var recordType: String? {
    let start = contentStart
    if begins("BEGIN:VCARD", at: start) { return "text/vcard" }
    if begins("BEGIN:VCALENDAR", at: start) { return "text/calendar" }
    guard isJSON(at: start) else { return nil }
    return declared.flatMap { $0.hasSuffix("+json") ? $0 : nil } ?? "application/json"
  }

  /// An object that begins with a name; or an array when somebody says that it is JSON.
  private func isJSON(at start: Int) -> Bool {
    let isSaid = declared == "application/json" || fileExtension == "json"
    guard start < bytes.count else { return false }
    if bytes[start] == UInt8(ascii: "[") { return isSaid }
    guard bytes[start] == UInt8(ascii: "{"),
      let next = bytes[(start + 1)...].firstIndex(where: { !$0.isWhitespace })
    else { return false }
    if bytes[next] == UInt8(ascii: "}") { return isSaid }
    guard bytes[next] == .quote, let end = bytes[(next + 1)...].firstIndex(of: .quote)
    else { return false }
    return bytes[(end + 1)...].first { !$0.isWhitespace } == .colon
  }

  /// A PDF after other bytes, as readers allow within the first 1,024 bytes: at the beginning of a
  /// line in text, which may only speak of PDF, anywhere else.
  private var embeddedDocumentType: String? {
    let isText = bytes.allSatisfy(Self.isTextByte)
    var start = 0
    while let found = firstIndex(of: "%PDF-", in: start..<1_024 + 5) {
      let isVersion = found + 5 < bytes.count && bytes[found + 5].isDigit
      let isLine =
        found == 0 || bytes[found - 1] == .lineFeed || bytes[found - 1] == .carriageReturn
      if isVersion && (isLine || !isText) { return "application/pdf" }
      start = found + 1
    }
    return nil
  }

  /// Text without a signature: as declared if that can be, else by the name.
  private var plainType: String? {
    let byName = Self.namedTexts[fileExtension]
    guard let credible = credibleType, credible != "text/plain" else {
      return byName ?? "text/plain"
    }
    // Windows says so of .csv where Excel is installed; others call every text by a type of theirs.
    return credible
  }

  private static let namedTexts = [
    "csv": "text/csv", "tsv": "text/tab-separated-values", "tab": "text/tab-separated-values",
    "md": "text/markdown", "css": "text/css", "js": "text/javascript",
  ]

  /// The ASCII text `pattern`, in upper case, stands at `offset` in either case.
  func begins(_ pattern: String, at offset: Int) -> Bool {
    let end = offset + pattern.utf8.count
    guard end <= bytes.count else { return false }
    return zip(bytes[offset..<end], pattern.utf8).allSatisfy {
      $0.asciiLowercased == $1.asciiLowercased
    }
  }
}

extension MediaTypeSample {
  private init(bytes: [UInt8], declared: String?, fileExtension: String) {
    self.bytes = bytes
    self.declared = declared
    self.fileExtension = fileExtension
  }
}
