import Platform

/// The message's file, or the scratch file beside it, could not be read or written. Nothing in the
/// message's own bytes causes this: any bytes give a tree.
package struct MessageReadError: Error, Hashable, CustomStringConvertible {
  package enum Cause: Sendable, Hashable {
    /// pread(2) failed.
    case read(ErrorNumber)
    /// pwrite(2) to the scratch file failed.
    case write(ErrorNumber)
    /// The file ends before the range does.
    case endOfFile
  }

  package let cause: Cause
  /// The place of the failure, in bytes from the file's beginning.
  package let offset: Int64

  init(_ cause: Cause, at offset: Int64) {
    self.cause = cause
    self.offset = offset
  }

  package var description: String {
    switch cause {
    case .read(let error):
      "the spooled message can't be read at byte \(offset): \(error)"
    case .write(let error):
      "the scratch file can't be written at byte \(offset): \(error)"
    case .endOfFile:
      "the spooled message ends early, at byte \(offset)"
    }
  }
}
