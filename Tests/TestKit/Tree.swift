import Foundation

/// Everything below a directory, itself too: whose each file is, its mode, when it was changed, and
/// how long it is. Two are equal when nobody has changed anything in between.
package struct Tree: Equatable, Sendable {
  package struct Entry: Equatable, Sendable {
    package let owner: UInt32
    /// The permission bits.
    package let mode: UInt32
    let form: UInt32
    let inode: UInt64
    let size: Int64
    let changedAt: Int
    let changedAtNanoseconds: Int
  }

  /// By their paths in the directory; its own is `.`.
  package let entries: [String: Entry]

  package init(_ directory: String) throws {
    var entries: [String: Entry] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: directory) + ["."] {
      var status = stat()
      guard lstat("\(directory)/\(path)", &status) == 0 else {
        throw TestKitError("\(directory)/\(path) can't be looked at: \(lastSystemError())")
      }
      entries[path] = Entry(
        owner: status.st_uid, mode: status.st_mode & 0o7777, form: status.st_mode & S_IFMT,
        inode: UInt64(status.st_ino), size: Int64(status.st_size),
        changedAt: status.st_ctim.tv_sec, changedAtNanoseconds: status.st_ctim.tv_nsec)
    }
    self.entries = entries
  }
}
