import Foundation

/// One attachment of a `SampleMail`: its header and encoded body, ready to be put between
/// boundaries.
package struct SampleAttachment: Sendable {
  /// The way in which a file name is written down.
  package enum NameStyle: Sendable {
    /// `filename="…"`, as it is.
    case quoted
    /// `filename*=UTF-8''…`, RFC 2231.
    case extended
    /// `filename="=?UTF-8?B?…?="`: RFC 2047 forbids it, half the world does it.
    case encodedWord
  }

  package let part: Data
  /// The bytes of a document that is made of the attachment.
  package let contents: [UInt8]
  let nesting: Int

  /// A file in base64.
  package static func file(
    _ name: String, _ contents: [UInt8], type: String = "application/octet-stream",
    nameStyle: NameStyle = .extended
  ) -> SampleAttachment {
    let header =
      "Content-Type: \(type)\r\n"
      + "Content-Disposition: attachment; \(parameter(name, nameStyle))\r\n"
      + "Content-Transfer-Encoding: base64\r\n\r\n"
    let body = Data(contents).base64EncodedData(options: [
      .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
    ])
    return SampleAttachment(part: Data(header.utf8) + body, contents: contents, nesting: 0)
  }

  /// Something that is a PDF by its first bytes; `seed` makes two of them differ.
  package static func pdf(
    _ name: String, seed: String = "", nameStyle: NameStyle = .extended
  ) -> SampleAttachment {
    let text = "%PDF-1.4\n%\u{e4}\n1 0 obj <</Type /Catalog>> endobj\n% \(name) \(seed)\n%%EOF\n"
    return file(name, Array(text.utf8), type: "application/pdf", nameStyle: nameStyle)
  }

  /// A forwarded mail as message/rfc822.
  package static func forwarded(_ mail: SampleMail) -> SampleAttachment {
    let bytes = mail.bytes
    let header = "Content-Type: message/rfc822\r\nContent-Disposition: inline\r\n\r\n"
    return SampleAttachment(
      part: Data(header.utf8) + Data(bytes), contents: bytes, nesting: mail.nesting)
  }

  private static func parameter(_ name: String, _ style: NameStyle) -> String {
    switch style {
    case .quoted:
      return "filename=\"\(name)\""
    case .encodedWord:
      return "filename=\"\(SampleMail.encodedWord(name))\""
    case .extended:
      let plain = CharacterSet.alphanumerics.intersection(CharacterSet(charactersIn: "!"..."~"))
      let safe = plain.union(CharacterSet(charactersIn: ".-_"))
      return "filename*=UTF-8''\(name.addingPercentEncoding(withAllowedCharacters: safe) ?? "")"
    }
  }
}
