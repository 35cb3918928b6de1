import Glibc

/// The store's files on disk: a directory of mode 0700 with files of mode 0600, whatever the
/// umask.
struct StoreDirectory: Sendable {
  let path: String
  /// What errors call it.
  var noun = "store"

  var database: String { path + "/minicrm.sqlite" }
  var blobs: String { path + "/blobs" }
  var spool: String { path + "/spool" }

  var subject: String { "\(noun) \(path)" }

  /// Makes what is missing, mends modes, and runs `body` while no other process does the same.
  /// Blocks.
  func prepare<Value>(_ body: () throws -> Value) throws -> Value {
    let lock = try locked()
    try refuseHalfRestored()
    try PrivateDirectory.make(spool, subject: subject)
    try makeBlobDirectories()
    try makeDatabaseFile()
    try lock.sync()
    return try withExtendedLifetime(lock) { try body() }
  }

  /// The directory, made where there is none, and held against other processes that open it.
  func locked() throws(StoreError) -> DirectoryLock {
    try PrivateDirectory.makeParents(of: path, subject: subject)
    try PrivateDirectory.make(path, subject: subject)
    return try DirectoryLock.acquire(.exclusive, on: path, subject: subject)
  }

  /// The 256 folders of the blobs and the one for unfinished ones. The last one made is looked
  /// for first, so that opening costs one look.
  func makeBlobDirectories() throws(StoreError) {
    var status = stat()
    guard stat(blobs + "/tmp", &status) != 0 else { return }
    try PrivateDirectory.make(blobs, subject: subject)
    for byte in UInt8.min...UInt8.max {
      try PrivateDirectory.make(blobs + "/" + BlobReference.hexadecimal([byte]), subject: subject)
    }
    try PrivateDirectory.make(blobs + "/tmp", subject: subject)
    try Durability.sync(directory: blobs)
  }

  /// SQLite gives its -wal and -shm files the mode of the database's own.
  ///
  /// A database that is there is never opened here: the process may have it open already (a daemon
  /// that reads its settings again), and to close any descriptor of a file drops all locks that
  /// the process has on it (fcntl(2)). Another process would then take the log away under it.
  private func makeDatabaseFile() throws {
    var status = stat()
    guard stat(database, &status) == 0 else { return try makeNewDatabaseFile() }
    // SQLite would only say that it can't open the file.
    guard access(database, W_OK) == 0 else {
      throw StoreError.system(errno, "open minicrm.sqlite", subject: subject)
    }
    if status.st_mode & 0o777 != 0o600, chmod(database, 0o600) != 0 {
      throw StoreError.system(errno, "close minicrm.sqlite to others", subject: subject)
    }
  }

  private func makeNewDatabaseFile() throws {
    let descriptor = Glibc.open(database, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw StoreError.system(errno, "create minicrm.sqlite", subject: subject)
    }
    defer { close(descriptor) }
    // Whatever the umask.
    guard fchmod(descriptor, 0o600) == 0 else {
      throw StoreError.system(errno, "close minicrm.sqlite to others", subject: subject)
    }
  }
}
