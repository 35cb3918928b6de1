/// One part of a settled mail.
package struct MailPart: Sendable, Hashable {
  package let path: String
  package let mediaType: String
  package let declaredMediaType: String?
  package let fileName: String?
  /// In bytes, decoded.
  package let size: Int64
  package let verdict: PartVerdict
  package let reason: String
  package let document: DocumentID?
}
