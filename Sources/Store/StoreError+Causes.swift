import Foundation
import GRDB
import Glibc

/// Where errors of SQLite and of the operating system become lines that people can act on.
extension StoreError {
  /// `code` is errno.
  package static func system(_ code: Int32, _ action: String, subject: String) -> StoreError {
    switch code {
    case ENOSPC, EDQUOT: diskFull(subject, text(of: code))
    case EROFS: readOnly(subject, text(of: code))
    case EACCES, EPERM: noPermission(subject, "cannot \(action): \(text(of: code))")
    default:
      StoreError(
        kind: .io, subject: subject, cause: "cannot \(action): \(text(of: code))",
        suggestion: unharmed)
    }
  }

  /// An error thrown inside a database access on the store in `directory`, or on what `subject`
  /// says is there.
  static func wrapping(
    _ error: any Error, directory: String, subject: String? = nil
  ) -> StoreError {
    if let error = error as? StoreError { return error }
    let subject = subject ?? "store " + directory
    guard let error = error as? DatabaseError else {
      return StoreError(kind: .io, subject: subject, cause: "\(error)", suggestion: unharmed)
    }
    let cause = error.message ?? "\(error.resultCode)"
    switch error.resultCode {
    case .SQLITE_FULL: return diskFull(subject, text(of: ENOSPC))
    case .SQLITE_READONLY: return readOnly(subject, cause)
    case .SQLITE_PERM, .SQLITE_AUTH: return noPermission(subject, cause)
    case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL:
      return StoreError(
        kind: .busy, subject: subject, cause: "another process holds the database (\(cause))",
        suggestion: "end what holds it (fuser minicrm.sqlite) and try again; " + unharmed)
    case .SQLITE_CONSTRAINT, .SQLITE_TOOBIG, .SQLITE_MISMATCH: return refused(subject, cause)
    case .SQLITE_CORRUPT, .SQLITE_NOTADB:
      return StoreError(
        kind: .corrupt, subject: subject, cause: cause,
        suggestion: "stop minicrm and restore the last backup")
    default:
      // SQLite reports some full disks (its -shm file, a failed fsync) as I/O errors.
      if hasNoSpace(directory) { return diskFull(subject, cause) }
      return StoreError(kind: .io, subject: subject, cause: cause, suggestion: unharmed)
    }
  }

  /// True for errors of one row's values, false for those of the store's surroundings, which
  /// the next row would meet as well.
  static func isAboutOneRow(_ error: any Error) -> Bool {
    if let error = error as? StoreError {
      switch error.kind {
      case .refused, .notFound: return true
      default: return false
      }
    }
    guard let error = error as? DatabaseError else { return false }
    return [.SQLITE_CONSTRAINT, .SQLITE_TOOBIG, .SQLITE_MISMATCH].contains(error.resultCode)
  }

  private static let unharmed = "nothing was lost, mail stays on the server"

  private static func diskFull(_ subject: String, _ cause: String) -> StoreError {
    StoreError(
      kind: .diskFull, subject: subject, cause: cause.lowercasedFirst,
      suggestion: "free space there (see df -h); " + unharmed)
  }

  private static func readOnly(_ subject: String, _ cause: String) -> StoreError {
    StoreError(
      kind: .readOnly, subject: subject, cause: cause.lowercasedFirst,
      suggestion: "mount it writable or mend its permissions; " + unharmed)
  }

  private static func noPermission(_ subject: String, _ cause: String) -> StoreError {
    StoreError(
      kind: .readOnly, subject: subject, cause: cause,
      suggestion: "the directory and its files must belong to the user minicrm runs as; "
        + unharmed)
  }

  private static func text(of code: Int32) -> String {
    String(cString: strerror(code)).lowercasedFirst
  }

  private static func hasNoSpace(_ directory: String) -> Bool {
    var status = statvfs()
    return statvfs(directory, &status) == 0 && status.f_bavail < 16
  }
}

extension String {
  fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
