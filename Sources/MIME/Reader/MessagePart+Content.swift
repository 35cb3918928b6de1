extension MessagePart {
  /// Calls `consume` with the decoded content in chunks of at most about 64 KiB: exactly the
  /// decoded bytes. Text is not transcoded, and its line breaks are those on the wire. Of an opened
  /// message it is the message as inside.
  /// Throws `MessageReadError` when a file can't be read.
  package func forEachDecodedChunk(_ consume: (UnsafeRawBufferPointer) throws -> Void) throws {
    try body.forEachChunk(decodedFrom: encoding, consume)
  }
}

extension ByteRange {
  /// The range's bytes, decoded; never an empty chunk.
  func forEachChunk(
    decodedFrom encoding: TransferEncoding, _ consume: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    switch encoding {
    case .identity: try forEachChunk(consume)
    case .base64: try forEachChunk(through: Base64Decoder(), consume)
    case .quotedPrintable: try forEachChunk(through: QuotedPrintableDecoder(), consume)
    case .uuencode: try forEachChunk(through: UUDecoder(), consume)
    }
  }

  private func forEachChunk<Decoder: StreamDecoder>(
    through decoder: Decoder, _ consume: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    var decoder = decoder
    let room = Int(min(length, Int64(Self.chunkSize))) + Decoder.mostExtraBytes
    let output = UnsafeMutableRawBufferPointer.allocate(byteCount: room, alignment: 64)
    defer { output.deallocate() }
    try forEachChunk { input in
      let count = decoder.decode(input, into: output)
      if count > 0 { try consume(UnsafeRawBufferPointer(rebasing: output[..<count])) }
    }
    let count = decoder.finish(into: output)
    if count > 0 { try consume(UnsafeRawBufferPointer(rebasing: output[..<count])) }
  }
}
