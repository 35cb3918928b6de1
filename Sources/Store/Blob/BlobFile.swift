import Glibc

/// The open bytes of one blob; closed when the last reference goes.
package final class BlobFile: Sendable {
  /// Open for reading; borrowed by whoever reads with pread(2).
  package let descriptor: Int32
  /// In bytes.
  package let size: Int64
  private let path: String

  private init(descriptor: Int32, size: Int64, path: String) {
    self.descriptor = descriptor
    self.size = size
    self.path = path
  }

  deinit { close(descriptor) }

  /// Opens the file of a content, and sees that it is as long as it should be. Blocks.
  static func open(_ reference: BlobReference, at path: String) throws(StoreError) -> BlobFile {
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else {
      if errno == ENOENT { throw damaged(path, "it is missing") }
      if errno == ELOOP { throw damaged(path, "it is a link, and none is followed there") }
      throw StoreError.system(errno, "open", subject: path)
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, Int64(status.st_size) == reference.size else {
      close(descriptor)
      throw damaged(path, "it has \(status.st_size) bytes instead of \(reference.size)")
    }
    return BlobFile(descriptor: descriptor, size: reference.size, path: path)
  }

  /// Opens any file as it is.
  static func whole(_ path: String) throws(StoreError) -> BlobFile {
    var status = stat()
    guard stat(path, &status) == 0 else { throw StoreError.system(errno, "open", subject: path) }
    return try open(BlobReference(sha256: [], size: Int64(status.st_size)), at: path)
  }

  static func damaged(_ path: String, _ cause: String) -> StoreError {
    StoreError(
      kind: .corrupt, subject: path, cause: cause, suggestion: "restore it from a backup")
  }

  /// Gives the bytes in order, in chunks of at most 64 KiB.
  package func forEachChunk(_ consume: (UnsafeRawBufferPointer) throws -> Void) throws {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
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
