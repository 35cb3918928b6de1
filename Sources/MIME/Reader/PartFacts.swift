/// The bounded facts that a part's header gives about its content.
struct PartFacts {
  var mediaType: String
  var parameters: [String: String] = [:]
  /// The boundary of a multipart, as bytes; nil when none is declared.
  var boundary: [UInt8]?
  var disposition: String?
  var contentID: String?
  var fileName: String?
  var subject: String?
  var encoding = TransferEncoding.identity
  /// The header says that the body as a whole is uuencoded.
  var isUuencoded = false

  /// `mediaType` is that of a part whose header says nothing.
  init(mediaType: String) {
    self.mediaType = mediaType
  }

  var isMultipart: Bool { mediaType.hasPrefix("multipart/") }
  var isMessage: Bool { mediaType == "message/rfc822" || mediaType == "message/global" }
  var isTNEF: Bool {
    mediaType == "application/ms-tnef" || mediaType == "application/vnd.ms-tnef"
      || fileName?.lowercased() == "winmail.dat"
  }
}

extension PartFacts {
  private static let keptParameters = [
    "charset", "protocol", "smime-type", "report-type",
  ]
  private static let longestWord = 128
  private static let longestID = 512
  private static let longestSubject = 255

  /// Reads the fields that tell something; of a field given twice the first counts.
  init(_ fields: [MessageHeader.Field], defaultType: String, isRoot: Bool, charsets: CharsetDecoder)
  {
    self.init(mediaType: defaultType)
    let type = Self.first("Content-Type", in: fields).map(HeaderParameters.init)
    let disposition = Self.first("Content-Disposition", in: fields).map(HeaderParameters.init)
    if let type { take(type, defaultType: defaultType, charsets: charsets) }
    self.disposition = disposition.flatMap { Self.word($0.main) }
    fileName =
      Self.name("filename", of: disposition, charsets) ?? Self.name("name", of: type, charsets)
      // Written in the wrong field by a few programs.
      ?? Self.name("name", of: disposition, charsets) ?? Self.name("filename", of: type, charsets)
    if let id = Self.first("Content-ID", in: fields) { contentID = Self.identifier(id) }
    if let encoding = Self.first("Content-Transfer-Encoding", in: fields) { take(encoding) }
    if isRoot, let subject = Self.first("Subject", in: fields) {
      let text = HeaderText.text(subject, limit: Self.longestSubject, charsets: charsets)
      self.subject = text.isEmpty ? nil : text
    }
  }

  private mutating func take(
    _ type: HeaderParameters, defaultType: String, charsets: CharsetDecoder
  ) {
    mediaType = Self.mediaType(type.main) ?? defaultType
    for name in Self.keptParameters {
      if let text = type.text(name, charsets: charsets), !text.isEmpty {
        parameters[name] = HeaderText.beginning(of: text, Self.longestWord)
      }
    }
    if isMultipart, let boundary = type.bytes("boundary") {
      // White space at the end can't be part of it (RFC 2046 section 5.1.1).
      let trimmed = HeaderText.trimmed(boundary[...])
      self.boundary =
        trimmed.isEmpty || trimmed.count > DelimiterTable.longestBoundary ? nil : trimmed
    }
  }

  /// The encoding's name, whatever else stands there: comments, quotes, a semicolon.
  private mutating func take(_ transferEncoding: [UInt8]) {
    switch HeaderParameters(transferEncoding).main {
    case "base64": encoding = .base64
    case "quoted-printable": encoding = .quotedPrintable
    case "x-uuencode", "uuencode", "x-uue", "uue": isUuencoded = true
    default: encoding = .identity
    }
  }

  private static func first(_ name: String, in fields: [MessageHeader.Field]) -> [UInt8]? {
    let wanted = Array(name.utf8)
    for field in fields where field.isNamed(wanted) {
      let value = field.value
      if !value.isEmpty { return value }
    }
    return nil
  }

  private static func name(
    _ parameter: String, of value: HeaderParameters?, _ charsets: CharsetDecoder
  ) -> String? {
    value?.text(parameter, charsets: charsets).flatMap(AttachmentName.sanitised)
  }

  /// "type/subtype" of a declared type. One word alone is made whole where its meaning is plain; of
  /// anything else nothing can be said but that it is bytes. Nil when nothing is declared.
  private static func mediaType(_ declared: String) -> String? {
    if declared.isEmpty { return nil }
    let words = declared.split(separator: "/", omittingEmptySubsequences: false)
    if words.count == 2, words.allSatisfy({ !$0.isEmpty }), word(declared) != nil {
      return declared
    }
    return switch words.first {
    case "text": "text/plain"
    case "multipart": "multipart/mixed"
    default: "application/octet-stream"
    }
  }

  /// A word of visible ASCII that isn't too long to keep; else nil.
  private static func word(_ text: String) -> String? {
    let isWord = !text.isEmpty && text.utf8.count <= longestWord
    return isWord && text.utf8.allSatisfy { $0 > .space && $0 < 0x7F } ? text : nil
  }

  private static func identifier(_ value: [UInt8]) -> String? {
    var id = value[...]
    if let open = id.firstIndex(of: .lessThan) {
      id = id[(open + 1)...]
      if let close = id.firstIndex(of: .greaterThan) { id = id[..<close] }
    }
    let text = CharsetDecoder.guessed(HeaderText.trimmed(id.prefix(longestID)))
    return text.isEmpty ? nil : text
  }
}
