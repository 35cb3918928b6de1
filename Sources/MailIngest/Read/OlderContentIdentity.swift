import MIME
import Platform

/// The digest by which releases up to 0.5 knew a message again: SHA-256 of its bytes without the
/// fields of the way that they knew. Never to be changed: rows hold it.
enum OlderContentIdentity {
  private static let traceFields: Set<String> = [
    "return-path", "received", "received-spf", "delivered-to", "x-original-to", "envelope-to",
    "x-envelope-to", "x-forwarded-to", "x-forwarded-for", "authentication-results", "status",
    "x-status", "x-uid", "x-keywords",
  ]
  private static let tracePrefixes = ["arc-", "x-spam-"]

  private static func isTrace(_ fieldName: String) -> Bool {
    let name = fieldName.lowercased()
    return traceFields.contains(name) || tracePrefixes.contains { name.hasPrefix($0) }
  }

  /// Reads the message once, skipping its trace fields. Throws when the file can't be read.
  static func digest(of bytes: ByteRange, header: MessageHeader) throws -> Digest {
    var digest = SHA256()
    var position = bytes.offset
    for field in header.fields where isTrace(field.name) {
      try feed(&digest, bytes.slice(from: position, to: field.range.offset))
      position = field.range.end
    }
    try feed(&digest, bytes.slice(from: position, to: bytes.end))
    return digest.finish()
  }

  private static func feed(_ digest: inout SHA256, _ bytes: ByteRange) throws {
    try bytes.forEachChunk { digest.update($0) }
  }
}
