import Glibc
import Platform
import Records

/// The open bytes of one blob; closed when the last reference goes.
package final class BlobFile: Sendable {
  /// Open for reading; borrowed by whoever reads with pread(2).
  package let descriptor: Int32
  /// In bytes.
  package let size: Int64
  private let path: String
  /// The digest that the bytes must have; nil for a file that is no content's.
  private let sha256: Digest?

  private init(descriptor: Int32, size: Int64, path: String, sha256: Digest?) {
    self.descriptor = descriptor
    self.size = size
    self.path = path
    self.sha256 = sha256
  }

  deinit { close(descriptor) }

  /// Opens the file of a content, and sees that it is as long as it should be. Blocks.
  package static func open(_ reference: BlobReference, at path: String) throws(StoreError)
    -> BlobFile
  {
    do throws(BlobFault) {
      return try opened(reference, at: path)
    } catch {
      throw error.error(at: path)
    }
  }

  /// The same, for who tells faults apart. No link is followed.
  package static func opened(
    _ reference: BlobReference, at path: String
  ) throws(BlobFault) -> BlobFile {
    let (descriptor, size) = try opened(path)
    let file = BlobFile(
      descriptor: descriptor, size: reference.size, path: path, sha256: reference.sha256)
    guard size == reference.size else { throw .length(size, insteadOf: reference.size) }
    return file
  }

  /// Opens any file as it is.
  package static func whole(_ path: String) throws(StoreError) -> BlobFile {
    do throws(BlobFault) {
      let (descriptor, size) = try opened(path)
      return BlobFile(descriptor: descriptor, size: size, path: path, sha256: nil)
    } catch {
      throw error.error(at: path)
    }
  }

  package static func damaged(_ path: String, _ cause: String) -> StoreError {
    StoreError(
      kind: .corrupt, subject: path, cause: cause, suggestion: "restore it from a backup")
  }

  /// Gives the bytes in order, in chunks of at most 64 KiB. Throws after the last one when they are
  /// not those that the content is named after.
  package func forEachChunk(_ consume: (UnsafeRawBufferPointer) throws -> Void) throws {
    do {
      try read(consume)
    } catch let fault as BlobFault {
      throw fault.error(at: path)
    }
  }

  /// Reads all of it, and throws when it is damaged. Blocks.
  package func verify() throws { try forEachChunk { _ in } }

  /// As `forEachChunk`, but its own errors are faults.
  package func read(_ consume: (UnsafeRawBufferPointer) throws -> Void) throws {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
    defer { buffer.deallocate() }
    var digest = SHA256()
    var offset: Int64 = 0
    while offset < size {
      let count: Int
      do throws(ErrorNumber) {
        count = try DescriptorCalls.read(descriptor, into: buffer, at: offset)
      } catch {
        throw BlobFault.unreadable(error)
      }
      guard count > 0 else { throw BlobFault.length(offset, insteadOf: size) }
      let chunk = UnsafeRawBufferPointer(rebasing: buffer[..<count])
      if sha256 != nil { digest.update(chunk) }
      try consume(chunk)
      offset += Int64(count)
    }
    let found = digest.finish()
    guard sha256 == nil || found == sha256 else { throw BlobFault.changed }
  }

  /// Has the kernel forget what it holds of the file, so that the disk is read and others' pages
  /// stay.
  package func forgetPages() { posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED) }

  private static func opened(
    _ path: String
  ) throws(BlobFault) -> (descriptor: Int32, size: Int64) {
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else {
      switch errno {
      case ENOENT: throw .missing
      case ELOOP: throw .noFile
      default: throw .unreadable(.last)
      }
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw .noFile
    }
    return (descriptor, Int64(status.st_size))
  }
}
