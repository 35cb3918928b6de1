import Foundation
import System

/// The state of a file or directory, as the system tells of it.
struct FileState: Sendable {
  let path: String
  /// The permission bits.
  let mode: mode_t
  let owner: SystemUser
  let isDirectory: Bool
  let isLink: Bool

  /// Of what a symbolic link names, unless links are not followed there. Nil where there is
  /// nothing, or nothing that this user may look at.
  init?(_ path: String, followingLinks: Bool = true) {
    var status = stat()
    guard (followingLinks ? stat(path, &status) : lstat(path, &status)) == 0 else { return nil }
    self.path = path
    mode = status.st_mode & 0o7777
    owner = SystemUser(id: status.st_uid)
    isDirectory = status.st_mode & S_IFMT == S_IFDIR
    isLink = status.st_mode & S_IFMT == S_IFLNK
  }

  /// As chmod takes it: `0640`.
  var octalMode: String { "0" + String(mode, radix: 8) }
}
