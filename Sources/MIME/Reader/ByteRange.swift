import Platform

/// A range of bytes that somebody else keeps: of an open file, read with pread(2), or in memory.
package struct ByteRange: Sendable, Hashable {
  package var source: ByteSource
  /// In bytes from the source's beginning.
  package var offset: Int64
  /// In bytes.
  package var length: Int64

  package init(_ source: ByteSource, offset: Int64, length: Int64) {
    self.source = source
    self.offset = offset
    self.length = length
  }

  /// Names bytes of an open file.
  package init(descriptor: Int32, offset: Int64, length: Int64) {
    self.init(.file(descriptor: descriptor), offset: offset, length: length)
  }

  /// The offset just after the last byte.
  package var end: Int64 { offset + length }

  /// The same source's bytes from `start` up to, not including, `end`; empty when they are crossed.
  package func slice(from start: Int64, to end: Int64) -> ByteRange {
    ByteRange(source, offset: start, length: max(0, end - start))
  }
}

extension ByteRange {
  /// The largest chunk that `forEachChunk` hands out, in bytes: a buffer of it is less than what
  /// malloc maps and unmaps each time, and stays in a core's cache.
  static let chunkSize = 64 << 10

  /// Calls `consume` with consecutive chunks of at most 64 KiB; the bytes are valid during the
  /// call. Throws `MessageReadError` when the file can't be read or is shorter than the range.
  package func forEachChunk(_ consume: (UnsafeRawBufferPointer) throws -> Void) throws {
    guard length > 0 else { return }
    let capacity = Int(min(length, Int64(Self.chunkSize)))
    switch source {
    case .file(let descriptor):
      let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity, alignment: 64)
      defer { buffer.deallocate() }
      var position = offset
      while position < end {
        let count = try read(descriptor, at: position, into: buffer)
        try consume(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        position += Int64(count)
      }
    case .memory(let bytes):
      var position = offset
      while position < end {
        let count = min(capacity, Int(end - position))
        try consume(UnsafeRawBufferPointer(start: bytes.start + Int(position), count: count))
        position += Int64(count)
      }
    }
  }

  /// Fills `buffer` from `position` on as far as it and the range's end go, of a file perhaps only
  /// as far as one pread(2) goes; never 0 bytes inside the range.
  func read(at position: Int64, into buffer: UnsafeMutableRawBufferPointer) throws(MessageReadError)
    -> Int
  {
    switch source {
    case .file(let descriptor):
      return try read(descriptor, at: position, into: buffer)
    case .memory(let bytes):
      let count = min(buffer.count, Int(max(0, end - position)))
      if count > 0 {
        buffer.baseAddress?.copyMemory(from: bytes.start + Int(position), byteCount: count)
      }
      return count
    }
  }

  private func read(
    _ descriptor: Int32, at position: Int64, into buffer: UnsafeMutableRawBufferPointer
  ) throws(MessageReadError) -> Int {
    let wanted = Int(min(Int64(buffer.count), end - position))
    guard wanted > 0 else { return 0 }
    let count: Int
    do throws(ErrorNumber) {
      let part = UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted])
      count = try DescriptorCalls.read(descriptor, into: part, at: position)
    } catch {
      throw MessageReadError(.read(error), at: position)
    }
    guard count > 0 else { throw MessageReadError(.endOfFile, at: position) }
    return count
  }
}
