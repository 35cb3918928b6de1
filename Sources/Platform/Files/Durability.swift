import Glibc

/// Putting files and directories on the disk for good.
package enum Durability {
  /// Makes a file's bytes durable.
  package static func sync(file path: String) throws(SystemError) {
    try withDescriptor(path, flags: O_RDONLY | O_NOFOLLOW) { fdatasync($0) }
  }

  /// Makes the names in a directory durable.
  package static func sync(directory path: String) throws(SystemError) {
    try withDescriptor(path, flags: O_RDONLY | O_DIRECTORY) { fsync($0) }
  }

  private static func withDescriptor(
    _ path: String, flags: Int32, _ sync: (Int32) -> Int32
  ) throws(SystemError) {
    let descriptor = open(path, flags | O_CLOEXEC)
    guard descriptor >= 0 else { throw SystemError(.last, "open", subject: path) }
    defer { close(descriptor) }
    guard sync(descriptor) == 0 else { throw SystemError(.last, "sync", subject: path) }
  }
}
