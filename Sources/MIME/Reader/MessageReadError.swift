import Glibc

/// The message's file, or the scratch file beside it, could not be read or written. Nothing in the
/// message's own bytes causes this: any bytes give a tree.
package struct MessageReadError: Error, Hashable, CustomStringConvertible {
  package enum Cause: Sendable, Hashable {
    /// pread(2) failed.
    case read(errno: Int32)
    /// pwrite(2) to the scratch file failed.
    case write(errno: Int32)
    /// The file ends before the range does.
    case endOfFile
  }

  package let cause: Cause
  /// Where, in bytes from the file's beginning.
  package let offset: Int64

  init(_ cause: Cause, at offset: Int64) {
    self.cause = cause
    self.offset = offset
  }

  /// The disk is full, or a quota is: free some space and read the message again.
  package var isDiskFull: Bool {
    cause == .write(errno: ENOSPC) || cause == .write(errno: EDQUOT)
  }

  package var description: String {
    switch cause {
    case .read(let code):
      "the spooled message can't be read at byte \(offset): \(Self.text(code))"
    case .write(let code):
      "the scratch file can't be written at byte \(offset): \(Self.text(code))"
    case .endOfFile:
      "the spooled message ends early, at byte \(offset)"
    }
  }

  private static func text(_ code: Int32) -> String {
    String(cString: strerror(code))
  }
}
