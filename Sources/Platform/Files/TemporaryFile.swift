import Glibc

/// A file without a name in the store's spool directory: it is gone when the last holder is, also
/// after a crash.
package final class TemporaryFile: Sendable {
  package let descriptor: Int32
  private let directory: String

  package init(in directory: String) throws(SystemError) {
    // O_TMPFILE of <fcntl.h>; Swift does not import the composed macro.
    let unnamed = Int32(0o20_000_000) | O_DIRECTORY
    descriptor = open(directory, unnamed | O_RDWR | O_CLOEXEC, 0o600)
    self.directory = directory
    guard descriptor >= 0 else {
      throw SystemError(.last, "make a temporary file", subject: directory)
    }
  }

  deinit { close(descriptor) }

  /// Writes all of `bytes` at `offset`.
  package func write(_ bytes: UnsafeRawBufferPointer, at offset: Int64) throws(SystemError) {
    do throws(ErrorNumber) {
      try DescriptorCalls.write(bytes, to: descriptor, at: offset)
    } catch {
      throw SystemError(error, "write a temporary file", subject: directory)
    }
  }

  /// Empties the file, so that its space can be used again.
  package func clear() throws(SystemError) {
    guard ftruncate(descriptor, 0) == 0 else {
      throw SystemError(.last, "empty a temporary file", subject: directory)
    }
  }
}
