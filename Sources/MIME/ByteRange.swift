import Glibc

/// A range of an open file, read with pread(2). The descriptor is borrowed: the caller keeps it open.
package struct ByteRange: Sendable, Hashable {
  package var descriptor: Int32
  /// In bytes from the file's beginning.
  package var offset: Int64
  /// In bytes.
  package var length: Int64

  package init(descriptor: Int32, offset: Int64, length: Int64) {
    self.descriptor = descriptor
    self.offset = offset
    self.length = length
  }

  /// The offset just after the last byte.
  package var end: Int64 { offset + length }

  /// The same file's bytes from `start` up to, not including, `end`; empty when they are crossed.
  func slice(from start: Int64, to end: Int64) -> ByteRange {
    ByteRange(descriptor: descriptor, offset: start, length: max(0, end - start))
  }
}

extension ByteRange {
  /// The largest chunk that `forEachChunk` hands out, in bytes.
  static let chunkSize = 256 * 1024

  /// Calls `consume` with consecutive chunks of at most 256 KiB; the bytes are valid during the call.
  /// Throws `MessageReadError` when the file can't be read or is shorter than the range.
  package func forEachChunk(_ consume: (UnsafeRawBufferPointer) throws -> Void) throws {
    guard length > 0 else { return }
    let capacity = Int(min(length, Int64(Self.chunkSize)))
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity, alignment: 64)
    defer { buffer.deallocate() }
    var position = offset
    while position < end {
      let count = try read(at: position, into: buffer)
      try consume(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      position += Int64(count)
    }
  }

  /// Fills `buffer` from `position` on as far as one pread(2) and the range's end go; never 0 bytes
  /// inside the range.
  func read(at position: Int64, into buffer: UnsafeMutableRawBufferPointer) throws(MessageReadError)
    -> Int
  {
    let wanted = Int(min(Int64(buffer.count), end - position))
    guard wanted > 0 else { return 0 }
    while true {
      let count = pread(descriptor, buffer.baseAddress, wanted, Int(position))
      if count > 0 { return count }
      if count == 0 { throw MessageReadError(.endOfFile, at: position) }
      let code = errno
      if code != EINTR { throw MessageReadError(.read(errno: code), at: position) }
    }
  }
}
