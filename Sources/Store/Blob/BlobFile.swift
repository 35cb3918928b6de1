import Glibc

/// The open bytes of one blob; closed when the last reference goes.
package final class BlobFile: Sendable {
  /// Open for reading; borrowed by whoever reads with pread(2).
  package let descriptor: Int32
  /// In bytes.
  package let size: Int64
  private let path: String

  init(descriptor: Int32, size: Int64, path: String) {
    self.descriptor = descriptor
    self.size = size
    self.path = path
  }

  deinit { close(descriptor) }

  /// Gives the bytes in order, in chunks of at most 256 KiB.
  package func forEachChunk(_ consume: (UnsafeRawBufferPointer) throws -> Void) throws {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 16)
    defer { buffer.deallocate() }
    var offset: Int64 = 0
    while offset < size {
      let count = pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else {
        throw StoreError.system(count < 0 ? errno : EIO, "read", subject: path)
      }
      try consume(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      offset += Int64(count)
    }
  }
}
