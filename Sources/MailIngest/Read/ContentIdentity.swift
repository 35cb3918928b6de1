import MIME
import Platform

/// The digest by which a message is known again wherever it turns up: SHA-256 over its header
/// fields, without those that servers add or change on the way, and over its parts in order: their
/// header fields and the digest of each leaf's content. Never the Message-ID, which senders repeat
/// and forge.
///
/// The folding of header fields, line ends, empty lines at a text's end and an mbox line make no
/// difference, nor do preambles and epilogues. Only the message's own header has fields of the way:
/// a forwarded message inside has arrived. The files in a winmail.dat, or uuencoded in a text, are
/// in the digest as that leaf's content.
struct ContentIdentity: ~Copyable {
  private var digest = SHA256()
  private let header: MessageHeader
  /// The leaf whose parts are its content: the beginning of their paths.
  private var opened: String?

  init(of header: MessageHeader) {
    self.header = header
  }

  /// Adds the next part, in document order, with the digest of its content if it has any of its
  /// own. Throws when the file can't be read.
  mutating func add(_ part: MessagePart, contentDigest: Digest?) throws {
    if let opened, part.path.hasPrefix(opened) { return }
    opened = part.isOpenedLeaf ? part.path + "." : nil
    var record = Array((part.path + "\n").utf8)
    var lines = UnfoldedHeader()
    for range in part.path == "1" ? ownFields() : [part.headerRange] {
      try range.forEachChunk { lines.feed($0, into: &record) }
    }
    // No line of a header is empty, and digests have one length: no two trees give the same bytes.
    record += Array("\n\n".utf8) + (part.isLeaf ? contentDigest?.bytes ?? [] : [])
    digest.update(record)
  }

  consuming func finish() -> Digest {
    digest.finish()
  }

  /// The digest of a message whose contents are read for nothing else.
  static func digest(of tree: MessageTree) throws -> Digest {
    var identity = ContentIdentity(of: tree.header)
    for part in tree.allParts {
      let content = part.isLeaf ? try LeafContent(of: part, into: nil) : nil
      try identity.add(part, contentDigest: content?.digest)
    }
    return identity.finish()
  }

  /// The message's header but for the fields of the way.
  private func ownFields() -> [ByteRange] {
    var ranges: [ByteRange] = []
    var position = header.range.offset
    for field in header.fields where Self.isTrace(field.name) {
      ranges.append(header.range.slice(from: position, to: field.range.offset))
      position = field.range.end
    }
    return ranges + [header.range.slice(from: position, to: header.range.end)]
  }
}

extension ContentIdentity {
  private static let traceFields: Set<String> = [
    "return-path", "received", "received-spf", "delivered-to", "x-original-to", "envelope-to",
    "x-envelope-to", "x-forwarded-to", "x-forwarded-for", "authentication-results", "status",
    "x-status", "x-uid", "x-keywords", "x-received", "lines", "content-length",
  ]
  private static let tracePrefixes = [
    "x-spam-", "x-mozilla-", "x-gm-", "x-gmail-", "x-google-", "x-ms-exchange-",
  ]

  static func isTrace(_ fieldName: String) -> Bool {
    let name = fieldName.lowercased()
    if traceFields.contains(name) || name.hasPrefix("arc-") { return true }
    return name.hasPrefix("x-") && tracePrefixes.contains { name.hasPrefix($0) }
  }
}

extension MessagePart {
  /// The part's content, decoded, is a leaf's.
  var isLeaf: Bool { structure == .leaf || isOpenedLeaf }

  /// The part is a leaf that others were found in.
  fileprivate var isOpenedLeaf: Bool { structure == .tnef || structure == .text }
}
