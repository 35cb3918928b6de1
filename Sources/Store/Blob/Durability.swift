import Glibc

/// Putting files and directories on the disk for good.
enum Durability {
  /// Makes a file's bytes durable.
  static func sync(file path: String) throws(StoreError) {
    try withDescriptor(path, flags: O_RDONLY | O_NOFOLLOW) { fdatasync($0) }
  }

  /// Makes the names in a directory durable.
  static func sync(directory path: String) throws(StoreError) {
    try withDescriptor(path, flags: O_RDONLY | O_DIRECTORY) { fsync($0) }
  }

  private static func withDescriptor(
    _ path: String, flags: Int32, _ sync: (Int32) -> Int32
  ) throws(StoreError) {
    let descriptor = open(path, flags | O_CLOEXEC)
    guard descriptor >= 0 else { throw StoreError.system(errno, "open", subject: path) }
    defer { close(descriptor) }
    guard sync(descriptor) == 0 else { throw StoreError.system(errno, "sync", subject: path) }
  }
}
