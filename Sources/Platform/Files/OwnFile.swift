import Glibc

/// A file or directory under a name that a store has of its own: made by minicrm, for the one user
/// that the store belongs to.
///
/// No link is followed, wherever it leads. What is another kind of thing, or another user's, is
/// told of instead of used.
package enum OwnFile {
  package enum Form: String, Sendable {
    case file
    case directory
  }

  /// The status of the file; nil where there is none. Throws when something else stands there.
  package static func status(
    of path: String, as form: Form, subject: String
  ) throws(SystemError) -> stat? {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      if errno == ENOENT { return nil }
      throw SystemError(.last, "look at \(path)", subject: subject)
    }
    try check(status, path, form, subject)
    return status
  }

  /// Something stands at the path, whatever that is.
  package static func isTaken(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  /// Opens a file as open(2) does; nil where there is none. `action` is what errors say of it.
  package static func open(
    _ path: String, _ flags: Int32, _ action: String
  ) throws(SystemError) -> Int32? {
    // To open a FIFO must not wait for whoever writes to it.
    let careful = flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
    let descriptor = Glibc.open(path, careful, 0o600)
    guard descriptor >= 0 else {
      if errno == ENOENT, flags & O_CREAT == 0 { return nil }
      throw errno == ELOOP ? link(path, path) : SystemError(.last, action, subject: path)
    }
    var status = stat()
    do throws(SystemError) {
      guard fstat(descriptor, &status) == 0 else {
        throw SystemError(.last, action, subject: path)
      }
      try check(status, path, .file, path)
    } catch {
      close(descriptor)
      throw error
    }
    return descriptor
  }

  /// The same, of a file that is made where there is none.
  package static func make(
    _ path: String, _ flags: Int32, _ action: String
  ) throws(SystemError) -> Int32 {
    guard let descriptor = try open(path, flags | O_CREAT, action) else {
      throw SystemError(ErrorNumber(code: ENOENT), action, subject: path)
    }
    return descriptor
  }

  package static func isOwn(_ status: stat, _ form: Form) -> Bool {
    isOf(status, form) && status.st_uid == geteuid()
  }

  private static func isOf(_ status: stat, _ form: Form) -> Bool {
    status.st_mode & S_IFMT == (form == .file ? S_IFREG : S_IFDIR)
  }

  private static func check(
    _ status: stat, _ path: String, _ form: Form, _ subject: String
  ) throws(SystemError) {
    if isOwn(status, form) { return }
    if status.st_mode & S_IFMT == S_IFLNK { throw link(path, subject) }
    guard isOf(status, form) else {
      throw SystemError(
        kind: .misplaced, subject: subject, cause: "\(path) is no \(form)",
        suggestion: "move it away; nothing was changed")
    }
    let (owner, user) = (SystemUser(id: status.st_uid), SystemUser.current)
    throw SystemError(
      kind: .misplaced, subject: subject,
      cause: "\(path) belongs to \(owner), the store to \(user)",
      suggestion: "as root: chown \(user): \(path); then run minicrm as \(user) only")
  }

  private static func link(_ path: String, _ subject: String) -> SystemError {
    SystemError(
      kind: .misplaced, subject: subject, cause: "\(path) is a link, and none is followed there",
      suggestion: "put what it leads to in its place; nothing was changed")
  }
}
