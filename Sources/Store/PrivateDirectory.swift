import Glibc

/// Directories of mode 0700, whatever the umask.
enum PrivateDirectory {
  /// Makes a directory where there is none, and closes one that is there to others. `subject` is
  /// what errors are about.
  static func make(_ path: String, subject: String) throws(StoreError) {
    if mkdir(path, 0o700) != 0 && errno != EEXIST {
      throw StoreError.system(errno, "create \(path)", subject: subject)
    }
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw StoreError.system(errno, "look at \(path)", subject: subject)
    }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      throw StoreError.system(ENOTDIR, "use \(path)", subject: subject)
    }
    if status.st_mode & 0o777 != 0o700, chmod(path, 0o700) != 0 {
      throw StoreError.system(errno, "close \(path) to others", subject: subject)
    }
  }

  /// Makes the directories above one, as open as the umask lets them be.
  static func makeParents(of path: String, subject: String) throws(StoreError) {
    var parent = ""
    for component in path.split(separator: "/").dropLast() {
      parent += (parent.isEmpty && !path.hasPrefix("/") ? "" : "/") + component
      if mkdir(parent, 0o755) != 0 && errno != EEXIST && errno != EACCES && errno != EROFS {
        throw StoreError.system(errno, "create \(parent)", subject: subject)
      }
    }
  }

  /// The names of what is in a directory, but for `.` and `..`.
  static func names(in path: String, subject: String) throws(StoreError) -> [String] {
    guard let stream = opendir(path) else {
      throw StoreError.system(errno, "read \(path)", subject: subject)
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
}
