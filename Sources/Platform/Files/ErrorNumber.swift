import Glibc

/// Why a system call failed: the number that it left in `errno` (errno(3)).
package struct ErrorNumber: Error, Sendable, Hashable, CustomStringConvertible {
  package let code: Int32

  package init(code: Int32) { self.code = code }

  /// The number of the call that has just failed.
  package static var last: ErrorNumber { ErrorNumber(code: errno) }

  /// The C library's words: `No space left on device`.
  package var description: String { String(cString: strerror(code)) }
}
