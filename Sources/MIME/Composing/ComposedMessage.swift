/// A message to be sent: header fields, a text, perhaps the same as HTML, perhaps attachments. What
/// comes out is 7-bit, in lines that end in CRLF and have at most 78 bytes wherever their content
/// can be broken, never more than 998 (RFC 5322 section 2.1.1), and the same for the same input.
package struct ComposedMessage: Sendable {
  package let fields: [ComposedField]
  package let text: String
  package let html: String?
  package let attachments: [ComposedAttachment]

  /// The fields in this order, without those of MIME, which are added.
  package init(
    fields: [ComposedField], text: String, html: String? = nil,
    attachments: [ComposedAttachment] = []
  ) {
    self.fields = fields
    self.text = text
    self.html = html
    self.attachments = attachments
  }

  /// No encoding writes "=_": in quoted-printable an equals sign is followed by two digits or a
  /// line's end, base64 has no underscore, and a text with such a line is never left as it is. So
  /// these boundaries can't occur in a part.
  private enum Boundary: String {
    case mixed = "=_mixed"
    case alternative = "=_alternative"
  }

  package func bytes() throws(ComposeError) -> [UInt8] {
    let header = fields.map { "\($0.text)\r\n" }.joined() + "MIME-Version: 1.0\r\n"
    return Array(header.utf8) + (try content())
  }

  /// The root part, header and all.
  private func content() throws(ComposeError) -> [UInt8] {
    var body = textPart("plain", text)
    if let html {
      body = multipart(.alternative, [body, textPart("html", html)])
    }
    guard !attachments.isEmpty else { return body }
    var parts = [body]
    for attachment in attachments { parts.append(try attachment.part()) }
    return multipart(.mixed, parts)
  }

  private func textPart(_ subtype: String, _ text: String) -> [UInt8] {
    let composed = ComposedText(text)
    let header =
      "Content-Type: text/\(subtype); charset=utf-8\r\n"
      + "Content-Transfer-Encoding: \(composed.encoding)\r\n\r\n"
    return Array(header.utf8) + composed.body
  }

  /// RFC 2046 section 5.1.1. The line break before a boundary is the boundary's own.
  private func multipart(_ boundary: Boundary, _ parts: [[UInt8]]) -> [UInt8] {
    let name = boundary.rawValue
    let subtype = name.dropFirst(2)
    var bytes = Array(
      "Content-Type: multipart/\(subtype); boundary=\"\(name)\"\r\n\r\n".utf8)
    for part in parts {
      bytes += "--\(name)\r\n".utf8
      bytes += part
      bytes += "\r\n".utf8
    }
    return bytes + "--\(name)--\r\n".utf8
  }
}
