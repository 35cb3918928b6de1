/// The encoding of a part's bytes on the wire (RFC 2045 section 6).
package enum TransferEncoding: String, Sendable {
  /// 7bit, 8bit, binary and whatever is unknown: the bytes are as on the wire.
  case identity
  case base64
  case quotedPrintable
  /// One file from its `begin` line to its `end` line.
  case uuencode
}
