extension MessagePart {
  /// The decoded content as text, in its charset; nil where more than `limit` bytes would have to
  /// be read. Throws `MessageReadError` when the file can't be read.
  package func text(atMost limit: Int) throws -> String? {
    guard body.length <= Int64(limit) else { return nil }
    var bytes: [UInt8] = []
    try forEachDecodedChunk { bytes.append(contentsOf: $0) }
    return CharsetDecoder().text(bytes, charset: parameters["charset"])
  }
}
