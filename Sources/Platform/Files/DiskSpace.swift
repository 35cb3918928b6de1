import Glibc

/// The space that is left on the file system of a directory.
package struct DiskSpace: Sendable, Hashable {
  /// Bytes that this user may still write.
  package let availableBytes: Int64
  /// Files that may still be made; nil where the file system has no such limit.
  package let availableFiles: Int64?

  package init(availableBytes: Int64, availableFiles: Int64?) {
    self.availableBytes = availableBytes
    self.availableFiles = availableFiles
  }

  package static func at(_ directory: String) throws(SystemError) -> DiskSpace {
    var status = statvfs()
    guard statvfs(directory, &status) == 0 else {
      throw SystemError(.last, "ask for the space left", subject: directory)
    }
    return DiskSpace(
      availableBytes: Int64(clamping: UInt64(status.f_bavail) * UInt64(status.f_frsize)),
      availableFiles: status.f_files == 0 ? nil : Int64(clamping: status.f_favail))
  }
}
