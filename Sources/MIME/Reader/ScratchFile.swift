import Glibc

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
    var written = 0
    while written < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[written...])
      let count = pwrite(descriptor, rest.baseAddress, rest.count, Int(offset) + written)
      if count < 0 {
        let code = errno
        if code == EINTR { continue }
        throw MessageReadError(.write(errno: code), at: offset + Int64(written))
      }
      written += count
    }
  }
}
