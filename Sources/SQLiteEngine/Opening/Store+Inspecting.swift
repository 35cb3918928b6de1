import Dispatch
import Glibc
import Platform
import Records
import Store

extension Store {
  /// Opens a store that is there, for reading: nothing is made, mended, migrated or changed. Throws
  /// when its schema is another than this program's.
  package static func inspect(_ directory: String) async throws(StoreError) -> Store {
    let path = StoreDirectory(path: normalised(directory))
    let queue = DispatchQueue(label: "minicrm.store.inspect")
    let result: Result<Store, any Error> = await withCheckedContinuation { continuation in
      queue.async { continuation.resume(returning: Result { try inspectBlocking(path) }) }
    }
    switch result {
    case .success(let store): return store
    case .failure(let error): throw StoreError.wrapping(sqlite: error, directory: path.path)
    }
  }

  private static func inspectBlocking(_ path: StoreDirectory) throws -> Store {
    try path.requireStore()
    let database = try path.reading {
      try SQLiteDatabase.openForReading(path.database, directory: path.path)
    }
    try database.pool.read { try Schema.check($0, subject: "store " + path.path) }
    let blobs = BlobStore(directory: path.blobs, storeDirectory: path.path, engine: database)
    return Store(
      directory: path.path, spoolDirectory: path.spool, engine: database, blobs: blobs,
      reminders: ReminderDefaults())
  }
}

extension StoreDirectory {
  /// Runs `body`, which opens the database for reading, while nobody writes: the first connection
  /// recovers the log. Nothing is made here, and where the lock can't be had nobody can write.
  /// Blocks.
  func reading<Value>(_ body: () throws -> Value) throws -> Value {
    guard access(writeLock, R_OK | W_OK) == 0 else { return try body() }
    return try WriteLock(of: self, .command).hold(body)
  }
}
