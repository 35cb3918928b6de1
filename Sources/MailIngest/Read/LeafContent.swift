import MIME
import Platform
import Records
import Store

/// A part's content, read once: what it is, its digest for the mail's identity, and, of a document,
/// the blob that was made of it.
struct LeafContent {
  let facts: ContentFacts
  let blob: BlobReference?
  /// SHA-256 of the decoded content; of text that isn't encoded as `ContentLines` has it, so that
  /// another way of writing line ends makes no difference.
  let digest: Digest

  /// Reads the part's content, into `blobs` where it is to be stored. Throws when the file can't be
  /// read, or the blob not be written.
  init(of part: MessagePart, into blobs: BlobGroup?) throws {
    var facts = ContentFacts(declared: part.mediaType, fileName: part.fileName)
    guard let blobs else {
      digest = try Self.digest(of: part) { facts.add($0) }
      self.facts = facts
      blob = nil
      return
    }
    var lines = ContentLines()
    let stored = try blobs.add { store in
      try part.forEachDecodedChunk { chunk in
        facts.add(chunk)
        if part.hasLineEnds { lines.feed(chunk) { _ in } }
        try store(chunk)
      }
    }
    self.facts = facts
    blob = stored
    // A document's digest serves; else its bytes are hashed once more.
    digest = lines.wasInForm ? stored.sha256 : try Self.digest(of: part) { _ in }
  }

  private static func digest(
    of part: MessagePart, _ consume: (UnsafeRawBufferPointer) -> Void
  ) throws -> Digest {
    var digest = SHA256()
    var lines = ContentLines()
    try part.forEachDecodedChunk { chunk in
      consume(chunk)
      if part.hasLineEnds {
        lines.feed(chunk) { digest.update($0) }
      } else {
        digest.update(chunk)
      }
    }
    return digest.finish()
  }
}

extension MessagePart {
  /// The line ends of the wire are in the part's content. Those of base64 and uuencode are not.
  fileprivate var hasLineEnds: Bool { encoding == .identity || encoding == .quotedPrintable }
}
