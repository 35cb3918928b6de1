import Foundation

/// What the system tells of a file or directory; of what a symbolic link names.
struct FileState: Sendable {
  let path: String
  /// The permission bits.
  let mode: mode_t
  let owner: uid_t
  let isDirectory: Bool

  /// Nil where there is nothing, or nothing that this user may look at.
  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.path = path
    mode = status.st_mode & 0o7777
    owner = status.st_uid
    isDirectory = status.st_mode & S_IFMT == S_IFDIR
  }

  /// As chmod takes it: `0640`.
  var octalMode: String { "0" + String(mode, radix: 8) }

  /// The owner's name, or number where the system knows none.
  var ownerName: String {
    guard let entry = getpwuid(owner) else { return "user \(owner)" }
    return String(cString: entry.pointee.pw_name)
  }
}
