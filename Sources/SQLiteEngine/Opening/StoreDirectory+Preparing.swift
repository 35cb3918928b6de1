import Glibc
import Platform
import Store

/// A store's directory with its database file, before anybody works on it.
extension StoreDirectory {
  /// Sees whose directory it is and that a store is there, or may be made there; makes what is
  /// missing, mends modes, and runs `body` while no other process does the same, or writes. Before
  /// that is seen nothing is changed. Blocks.
  func prepare<Value>(
    _ making: StoreMaking, _ patience: Patience, until wish: StopWish? = nil,
    _ body: (WriteLock) throws -> Value
  ) throws -> Value {
    try holding(making, patience, until: wish) {
      try refuseHalfRestored()
      guard try !hasDatabase() else { return }
      guard making == .ifEmpty else { throw noStore }
      try refuseUnlessNew()
    } body: { lock in
      try PrivateDirectory.closeRoot(path, subject: subject)
      try PrivateDirectory.make(spool, subject: subject)
      try makeBlobDirectories()
      try makeDatabaseFile()
      try Durability.sync(directory: path)
      return try body(lock)
    }
  }

  /// Runs `body` with the directory's lock, which is made, as the directory is, where there is none
  /// and that is wished. `check` throws when nothing may be changed there: it is asked before a
  /// lock is made, and with the lock. Blocks.
  func holding<Value>(
    _ making: StoreMaking, _ patience: Patience, until wish: StopWish? = nil,
    check: () throws -> Void,
    body: (WriteLock) throws -> Value
  ) throws -> Value {
    if try !PrivateDirectory.isOwnRoot(path, subject: subject) {
      guard making == .ifEmpty else { throw noStore }
      try PrivateDirectory.makeRoot(path, subject: subject)
    }
    if !OwnFile.isTaken(writeLock) { try check() }
    let lock = try WriteLock(of: self, patience)
    return try lock.hold(until: wish) {
      try check()
      return try body(lock)
    }
  }

  /// Throws what says why there is no store to look at, or not for this user.
  func requireStore() throws(StoreError) {
    guard
      try StoreError.translating(PrivateDirectory.isOwnRoot(path, subject: subject)),
      try StoreError.translating(hasDatabase())
    else { throw noStore }
    try requireReadable()
  }

  // MARK: The database's files

  /// There is more than the empty file that is made before SQLite makes a database of it. Throws
  /// where something else stands under one of the names.
  private func hasDatabase() throws(SystemError) -> Bool {
    for companion in ["-wal", "-shm", "-journal"] {
      _ = try OwnFile.status(of: database + companion, as: .file, subject: subject)
    }
    guard let status = try OwnFile.status(of: database, as: .file, subject: subject) else {
      return false
    }
    return status.st_size > 0
  }

  private func requireReadable() throws(StoreError) {
    guard access(database, R_OK) == 0 else {
      throw StoreError.system(.last, "read \(database)", subject: subject)
    }
  }

  /// SQLite gives its -wal and -shm files the mode of the database's own.
  ///
  /// A database that is there is never opened here: the process may have it open already (a daemon
  /// that reads its settings again), and to close any descriptor of a file drops all locks that
  /// the process has on it (fcntl(2)). Another process would then take the log away under it.
  private func makeDatabaseFile() throws {
    guard let status = try OwnFile.status(of: database, as: .file, subject: subject) else {
      return try makeNewDatabaseFile()
    }
    // SQLite would only say that it can't open the file.
    guard access(database, W_OK) == 0 else {
      throw StoreError.system(.last, "open minicrm.sqlite", subject: subject)
    }
    if status.st_mode & 0o777 != 0o600, chmod(database, 0o600) != 0 {
      throw StoreError.system(.last, "close minicrm.sqlite to others", subject: subject)
    }
  }

  private func makeNewDatabaseFile() throws {
    let descriptor = Glibc.open(database, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw StoreError.system(.last, "create minicrm.sqlite", subject: subject)
    }
    defer { close(descriptor) }
    // Whatever the umask.
    guard fchmod(descriptor, 0o600) == 0 else {
      throw StoreError.system(.last, "close minicrm.sqlite to others", subject: subject)
    }
  }
}
