import Glibc

/// The store's files on disk: a directory of mode 0700 with files of mode 0600, whatever the
/// umask.
struct StoreDirectory: Sendable {
  let path: String

  var database: String { path + "/minicrm.sqlite" }
  var blobs: String { path + "/blobs" }
  var spool: String { path + "/spool" }

  private var subject: String { "store " + path }

  /// Makes what is missing, mends modes, and runs `body` while no other process does the same.
  /// Blocks.
  func prepare<Value>(_ body: () throws -> Value) throws -> Value {
    try makeParents()
    try makeDirectory(path)
    let descriptor = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw StoreError.system(errno, "open", subject: subject) }
    defer { close(descriptor) }
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else { throw StoreError.system(errno, "lock", subject: subject) }
    }
    try makeDirectory(spool)
    try makeBlobDirectories()
    try makeDatabaseFile()
    guard fsync(descriptor) == 0 else { throw StoreError.system(errno, "sync", subject: subject) }
    return try body()
  }

  private func makeParents() throws {
    var parent = ""
    for component in path.split(separator: "/").dropLast() {
      parent += (parent.isEmpty && !path.hasPrefix("/") ? "" : "/") + component
      if mkdir(parent, 0o755) != 0 && errno != EEXIST && errno != EACCES && errno != EROFS {
        throw StoreError.system(errno, "create \(parent)", subject: subject)
      }
    }
  }

  /// The 256 folders of the blobs and the one for unfinished ones. The last one made is looked
  /// for first, so that opening costs one look.
  private func makeBlobDirectories() throws {
    var status = stat()
    guard stat(blobs + "/tmp", &status) != 0 else { return }
    try makeDirectory(blobs)
    for byte in UInt8.min...UInt8.max {
      try makeDirectory(blobs + "/" + BlobReference.hexadecimal([byte]))
    }
    try makeDirectory(blobs + "/tmp")
    try Durability.sync(directory: blobs)
  }

  private func makeDirectory(_ directory: String) throws {
    if mkdir(directory, 0o700) != 0 && errno != EEXIST {
      throw StoreError.system(errno, "create \(directory)", subject: subject)
    }
    var status = stat()
    guard stat(directory, &status) == 0 else {
      throw StoreError.system(errno, "look at \(directory)", subject: subject)
    }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      throw StoreError.system(ENOTDIR, "use \(directory)", subject: subject)
    }
    if status.st_mode & 0o777 != 0o700, chmod(directory, 0o700) != 0 {
      throw StoreError.system(errno, "close \(directory) to others", subject: subject)
    }
  }

  /// SQLite gives its -wal and -shm files the mode of the database's own.
  private func makeDatabaseFile() throws {
    let descriptor = Glibc.open(database, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw StoreError.system(errno, "open minicrm.sqlite", subject: subject)
    }
    defer { close(descriptor) }
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_mode & 0o777 != 0o600,
      fchmod(descriptor, 0o600) != 0
    {
      throw StoreError.system(errno, "close minicrm.sqlite to others", subject: subject)
    }
  }
}
