import Glibc
import Store

/// A file without a name in the store's spool directory: it is gone when the last holder is, also
/// after a crash.
final class TemporaryFile: Sendable {
  let descriptor: Int32
  private let directory: String

  init(in directory: String) throws(StoreError) {
    // O_TMPFILE of <fcntl.h>; Swift does not import the composed macro.
    let unnamed = Int32(0o20_000_000) | O_DIRECTORY
    descriptor = open(directory, unnamed | O_RDWR | O_CLOEXEC, 0o600)
    self.directory = directory
    guard descriptor >= 0 else {
      throw StoreError.system(errno, "make a temporary file", subject: directory)
    }
  }

  deinit { close(descriptor) }

  /// Writes all of `bytes` at `offset`.
  func write(_ bytes: UnsafeRawBufferPointer, at offset: Int64) throws(StoreError) {
    var done = 0
    while done < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
      let count = pwrite(descriptor, rest.baseAddress, rest.count, Int(offset) + done)
      if count < 0 {
        if errno == EINTR { continue }
        throw StoreError.system(errno, "write a temporary file", subject: directory)
      }
      done += count
    }
  }

  /// Empties the file, so that its space can be used again.
  func clear() throws(StoreError) {
    guard ftruncate(descriptor, 0) == 0 else {
      throw StoreError.system(errno, "empty a temporary file", subject: directory)
    }
  }
}
