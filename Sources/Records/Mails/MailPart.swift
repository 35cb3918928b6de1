/// One part of a settled mail.
package struct MailPart: Sendable, Hashable {
  package let path: String
  package let mediaType: String
  package let declaredMediaType: String?
  package let fileName: String?
  /// In bytes, decoded.
  package let size: Int64
  package let verdict: PartVerdict
  package let reason: PartReason
  package let document: DocumentID?

  package init(
    path: String, mediaType: String, declaredMediaType: String?, fileName: String?, size: Int64,
    verdict: PartVerdict, reason: PartReason, document: DocumentID?
  ) {
    self.path = path
    self.mediaType = mediaType
    self.declaredMediaType = declaredMediaType
    self.fileName = fileName
    self.size = size
    self.verdict = verdict
    self.reason = reason
    self.document = document
  }
}
