import Records

/// One part of a mail.
package struct MailPartRow: Encodable, Sendable {
  package let path: String
  package let mediaType: String
  package let fileName: String?
  /// Bytes, decoded.
  package let size: Int64
  package let verdict: PartVerdict
  package let reasonCode: String
  package let reason: String
  package let document: DocumentID?

  package init(_ part: MailPart) {
    path = part.path
    mediaType = part.mediaType
    fileName = part.fileName
    size = part.size
    verdict = part.verdict
    reasonCode = part.reason.code.rawValue
    reason = part.reason.description
    document = part.document
  }
}
