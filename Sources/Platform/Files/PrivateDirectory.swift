import Glibc

/// Directories of mode 0700, whatever the umask, of the one user that works in them.
package enum PrivateDirectory {
  /// Makes a directory inside one that is closed to others already, where there is none, and closes
  /// one that is there. `subject` is what errors are about.
  package static func make(_ path: String, subject: String) throws(SystemError) {
    if let status = try OwnFile.status(of: path, as: .directory, subject: subject) {
      return try close(path, status, subject: subject)
    }
    if mkdir(path, 0o700) != 0 && errno != EEXIST {
      throw SystemError(.last, "create \(path)", subject: subject)
    }
    guard let made = try OwnFile.status(of: path, as: .directory, subject: subject) else {
      throw SystemError(ErrorNumber(code: ENOENT), "look at \(path)", subject: subject)
    }
    try close(path, made, subject: subject)
  }

  /// Makes the outermost one, with those above as open as the umask lets them be.
  package static func makeRoot(_ path: String, subject: String) throws(SystemError) {
    try makeParents(of: path, subject: subject)
    if mkdir(path, 0o700) != 0 && errno != EEXIST {
      throw SystemError(.last, "create \(path)", subject: subject)
    }
    guard try isOwnRoot(path, subject: subject) else {
      throw SystemError(ErrorNumber(code: ENOENT), "look at \(path)", subject: subject)
    }
  }

  /// The outermost directory is there. Throws when the directory is another user's, or no
  /// directory; `advice` says what to do about an owner.
  ///
  /// The operator may have put a link in its place, to another disk: what counts is whose directory
  /// it leads to, and nobody but that user can put something into it.
  package static func isOwnRoot(
    _ path: String, subject: String,
    advice: (_ owner: SystemUser) -> String = { $0.running("minicrm …") }
  ) throws(SystemError) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else {
      if errno == ENOENT { return false }
      throw SystemError(.last, "look at \(path)", subject: subject)
    }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      throw SystemError(ErrorNumber(code: ENOTDIR), "use \(path)", subject: subject)
    }
    let (owner, user) = (SystemUser(id: status.st_uid), SystemUser.current)
    guard owner == user else {
      throw SystemError(
        kind: .anotherUsers, subject: subject,
        cause: "it belongs to \(owner), and \(user) is another user",
        suggestion: advice(owner) + "; nothing was changed")
    }
    return true
  }

  /// Closes the outermost directory to others.
  package static func closeRoot(_ path: String, subject: String) throws(SystemError) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw SystemError(.last, "look at \(path)", subject: subject)
    }
    try close(path, status, subject: subject)
  }

  /// The names of what is in a directory, but for `.` and `..`.
  package static func names(in path: String, subject: String) throws(SystemError) -> [String] {
    guard let stream = opendir(path) else {
      throw SystemError(.last, "read \(path)", subject: subject)
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names
  }

  private static func close(
    _ path: String, _ status: stat, subject: String
  ) throws(SystemError) {
    if status.st_mode & 0o777 != 0o700, chmod(path, 0o700) != 0 {
      throw SystemError(.last, "close \(path) to others", subject: subject)
    }
  }

  private static func makeParents(of path: String, subject: String) throws(SystemError) {
    var parent = ""
    for component in path.split(separator: "/").dropLast() {
      parent += (parent.isEmpty && !path.hasPrefix("/") ? "" : "/") + component
      if mkdir(parent, 0o755) != 0 && errno != EEXIST && errno != EACCES && errno != EROFS {
        throw SystemError(.last, "create \(parent)", subject: subject)
      }
    }
  }
}
