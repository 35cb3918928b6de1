/// One part of an incoming mail with its verdict.
package struct IncomingPart: Sendable, Hashable {
  package var path: String
  /// Sniffed from the bytes.
  package var mediaType: String
  package var declaredMediaType: String?
  package var fileName: String?
  /// In bytes, decoded.
  package var size: Int64
  package var verdict: PartVerdict
  package var reason: PartReason
  /// The decoded bytes; needed for documents.
  package var blob: BlobReference?

  package init(
    path: String, mediaType: String, declaredMediaType: String? = nil, fileName: String? = nil,
    size: Int64, verdict: PartVerdict, reason: PartReason, blob: BlobReference? = nil
  ) {
    self.path = path
    self.mediaType = mediaType
    self.declaredMediaType = declaredMediaType
    self.fileName = fileName
    self.size = size
    self.verdict = verdict
    self.reason = reason
    self.blob = blob
  }
}
