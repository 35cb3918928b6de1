import GRDB
import Glibc
import Platform
import Store

/// Turns errors of SQLite into lines that people can act on.
extension StoreError {
  /// An error thrown inside an access to the database of the store in `directory`, or to what
  /// `subject` says is there.
  static func wrapping(
    sqlite error: any Error, directory: String, subject: String? = nil
  ) -> StoreError {
    guard let error = error as? DatabaseError else {
      return wrapping(error, directory: directory, subject: subject)
    }
    let subject = subject ?? "store " + directory
    let cause = error.message ?? "\(error.resultCode)"
    switch error.resultCode {
    case .SQLITE_FULL: return system(ErrorNumber(code: ENOSPC), "write", subject: subject)
    case .SQLITE_READONLY: return system(.readOnly, subject, cause)
    case .SQLITE_PERM, .SQLITE_AUTH: return system(.noPermission, subject, cause)
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
      if hasNoSpace(directory) { return system(.noSpace, subject, cause) }
      return StoreError(kind: .io, subject: subject, cause: cause, suggestion: unharmed)
    }
  }

  private static func system(
    _ kind: SystemError.Kind, _ subject: String, _ cause: String
  ) -> StoreError {
    StoreError(SystemError(kind: kind, subject: subject, cause: cause))
  }

  private static func hasNoSpace(_ directory: String) -> Bool {
    var status = statvfs()
    return statvfs(directory, &status) == 0 && status.f_bavail < 16
  }
}
