import MIME
import Platform
import Records
import Store

extension PartDecision {
  /// Reads the part's content: as the store files the part, and the digest of its content where it
  /// has any of its own. A document's content is added to `blobs`.
  func read(
    of message: ArrivedMessage, into blobs: BlobGroup
  ) throws -> (part: IncomingPart, contentDigest: Digest?) {
    isWholeMail ? try readWhole(message, into: blobs) : try readContent(into: blobs)
  }

  /// The mail itself as a document, and the digest of its root's content.
  private func readWhole(
    _ message: ArrivedMessage, into blobs: BlobGroup
  ) throws -> (IncomingPart, Digest?) {
    let mediaType = "message/rfc822"
    let incoming = IncomingPart(
      path: part.path, mediaType: mediaType, declaredMediaType: part.mediaType,
      fileName: AttachmentName.fallback(subject: subject, mediaType: mediaType),
      size: message.size, verdict: verdict.verdict, reason: verdict.reason,
      blob: try blobs.add(message.bytes))
    return (incoming, part.isLeaf ? try LeafContent(of: part, into: nil).digest : nil)
  }

  private func readContent(into blobs: BlobGroup) throws -> (IncomingPart, Digest?) {
    let isDocument = verdict.isDocument
    let content =
      isDocument || part.isLeaf
      ? try LeafContent(of: part, into: isDocument ? blobs : nil) : nil
    let isContainer = verdict.verdict == .container
    let mediaType = isContainer ? part.mediaType : content?.facts.mediaType ?? part.mediaType
    let incoming = IncomingPart(
      path: part.path, mediaType: mediaType, declaredMediaType: part.mediaType,
      fileName: isDocument ? documentName(mediaType: mediaType) : part.fileName,
      size: content?.facts.size ?? part.body.length, verdict: verdict.verdict,
      reason: verdict.reason, blob: content?.blob)
    return (incoming, content?.digest)
  }

  /// The part's own name; else one made of the subject of the message in it, or around it.
  private func documentName(mediaType: String) -> String {
    part.fileName
      ?? AttachmentName.fallback(
        subject: part.children.first?.subject ?? part.subject ?? subject, mediaType: mediaType)
  }
}

extension BlobGroup {
  /// Stores a range of a file as it is.
  func add(_ bytes: ByteRange) throws -> BlobReference {
    try add { store in try bytes.forEachChunk(store) }
  }
}
