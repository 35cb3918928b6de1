/// Finds out what a document is from its first bytes.
///
/// Mail programs declare `application/octet-stream` for everything, or whatever the sender's
/// registry says, so that the bytes decide where they can. The answer is always a lower-case
/// "type/subtype" without parameters: one of this reader's own list, or the declared one when
/// it is well-formed and the bytes don't refute it.
///
/// Pages serve documents by this type, which matters: `text/html`, `application/xhtml+xml`,
/// `image/svg+xml`, `application/xml`, `text/xml` and every other `+xml` (they may name an XHTML
/// namespace or a style sheet), `application/javascript`, `text/javascript` and other script types,
/// `message/rfc822` and `application/pdf` in viewers that run scripts are **active content**. They
/// are named here as what they are, also when they were declared as something harmless; whoever
/// serves them must not show them inline on an origin that has sessions.
package enum MediaTypeSniffer {
  /// The number of bytes that are looked at.
  package static let prefixLength = 4_096

  /// The media type of a document that begins with `prefix` (all of it, or 4,096 bytes).
  ///
  /// `declared` is a Content-Type's value, with or without parameters. `fileName` decides only
  /// between types that share a signature (.doc and .msg, .docx and .docm) or that have none
  /// (.csv). Without a signature the declared type is kept, unless it is a general one, or one
  /// whose signature is known and missing, or a text type for bytes that are no text; then it is
  /// `text/plain` for text and `application/octet-stream` for the rest.
  package static func mediaType(
    of prefix: UnsafeRawBufferPointer, declared: String?, fileName: String?
  ) -> String {
    let sample = MediaTypeSample(
      bytes: Array(prefix.prefix(prefixLength)), declared: declared.flatMap(normalized),
      fileName: fileName)
    return sample.signedType ?? sample.textType ?? sample.unsignedType
  }

  /// The type in lower case without parameters, by its usual name; nil when it isn't well-formed
  /// (RFC 6838 section 4.2).
  static func normalized(_ declared: String) -> String? {
    let end = declared.utf8.firstIndex(of: .semicolon) ?? declared.endIndex
    let bytes = declared.utf8[..<end].drop { $0.isWhitespace }.map(\.asciiLowercased)
    let type = bytes[..<((bytes.lastIndex { !$0.isWhitespace } ?? -1) + 1)]
    let halves = type.split(separator: .slash, omittingEmptySubsequences: false)
    guard halves.count == 2, halves.allSatisfy(isRestrictedName) else { return nil }
    let name = String(decoding: type, as: UTF8.self)
    return MediaTypeSample.aliases[name] ?? name
  }

  /// RFC 6838 section 4.2: a letter or digit, then at most 126 letters, digits and `!#$&-^_.+`.
  private static func isRestrictedName(_ name: ArraySlice<UInt8>) -> Bool {
    guard let first = name.first, first.isLetter || first.isDigit, name.count <= 127
    else { return false }
    return name.allSatisfy { $0.isLetter || $0.isDigit || "!#$&-^_.+".utf8.contains($0) }
  }
}
