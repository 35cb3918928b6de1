import MIME
import Store

/// The digest by which a message is known again wherever it turns up: SHA-256 of its bytes without
/// the header fields that servers add or change on the way. Never the Message-ID, which senders
/// repeat and forge.
package enum ContentIdentity {
  private static let traceFields: Set<String> = [
    "return-path", "received", "received-spf", "delivered-to", "x-original-to", "envelope-to",
    "x-envelope-to", "x-forwarded-to", "x-forwarded-for", "authentication-results", "status",
    "x-status", "x-uid", "x-keywords",
  ]
  private static let tracePrefixes = ["arc-", "x-spam-"]

  static func isTrace(_ fieldName: String) -> Bool {
    let name = fieldName.lowercased()
    return traceFields.contains(name) || tracePrefixes.contains { name.hasPrefix($0) }
  }

  /// Reads the message once, skipping its trace fields. Throws when the file can't be read.
  package static func digest(
    of bytes: ByteRange, header: MessageHeader
  ) throws -> [UInt8] {
    var digest = SHA256Digest()
    var position = bytes.offset
    for field in header.fields where isTrace(field.name) {
      try feed(&digest, bytes, from: position, to: field.range.offset)
      position = field.range.offset + field.range.length
    }
    try feed(&digest, bytes, from: position, to: bytes.offset + bytes.length)
    return digest.finish()
  }

  private static func feed(
    _ digest: inout SHA256Digest, _ bytes: ByteRange, from start: Int64, to end: Int64
  ) throws {
    guard end > start else { return }
    try bytes.slice(from: start, to: end).forEachChunk { digest.update($0) }
  }
}
