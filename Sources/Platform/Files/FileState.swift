import Glibc

/// The state of a file or directory, as the system tells of it.
package struct FileState: Sendable, Hashable {
  package let path: String
  /// The permission bits.
  package let mode: mode_t
  package let owner: SystemUser
  package let isDirectory: Bool
  package let isLink: Bool

  /// The state of the file that a symbolic link names, unless links are not followed. Nil where
  /// there is nothing, or nothing that this user may look at.
  package init?(_ path: String, followingLinks: Bool = true) {
    var status = stat()
    guard (followingLinks ? stat(path, &status) : lstat(path, &status)) == 0 else { return nil }
    self.path = path
    mode = status.st_mode & 0o7777
    owner = SystemUser(id: status.st_uid)
    isDirectory = status.st_mode & S_IFMT == S_IFDIR
    isLink = status.st_mode & S_IFMT == S_IFLNK
  }

  /// As chmod takes it: `0640`.
  package var octalMode: String { "0" + String(mode, radix: 8) }
}
