import Platform

/// The file that encoded containers are unpacked into, opened when the first one turns up.
struct ScratchFile {
  private var descriptor: Int32?
  private(set) var size: Int64 = 0

  /// Appends the decoded bytes of `body` and returns where they are now.
  mutating func unpack(
    _ body: ByteRange, from encoding: TransferEncoding, open: () throws -> Int32
  ) throws -> ByteRange {
    let descriptor = try self.descriptor ?? open()
    self.descriptor = descriptor
    let start = size
    var position = size
    try body.forEachChunk(decodedFrom: encoding) { chunk in
      try Self.write(chunk, to: descriptor, at: position)
      position += Int64(chunk.count)
    }
    size = position
    return ByteRange(descriptor: descriptor, offset: start, length: position - start)
  }

  private static func write(
    _ bytes: UnsafeRawBufferPointer, to descriptor: Int32, at offset: Int64
  ) throws(MessageReadError) {
    do throws(ErrorNumber) {
      try DescriptorCalls.write(bytes, to: descriptor, at: offset)
    } catch {
      throw MessageReadError(.write(error), at: offset)
    }
  }
}
