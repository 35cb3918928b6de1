import Dispatch
import Glibc

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
    case .failure(let error): throw StoreError.wrapping(error, directory: path.path)
    }
  }

  /// Throws what says so where there is no store.
  package static func requireExisting(_ directory: String) throws(StoreError) {
    try StoreDirectory(path: normalised(directory)).requireDatabase()
  }

  private static func inspectBlocking(_ path: StoreDirectory) throws -> Store {
    try path.requireDatabase()
    let database = try StoreDatabase.openForReading(path.database, directory: path.path)
    try database.pool.read { try Schema.check($0, subject: "store " + path.path) }
    let blobs = BlobStore(directory: path.blobs, storeDirectory: path.path, database: database)
    return Store(
      directory: path.path, spoolDirectory: path.spool, blobs: blobs, database: database,
      reminders: ReminderDefaults(), upgrade: nil)
  }
}

extension StoreDirectory {
  /// Throws what says why there is no database to look at.
  func requireDatabase() throws(StoreError) {
    guard access(database, R_OK) != 0 else { return }
    guard errno == ENOENT else {
      throw StoreError.system(errno, "read \(database)", subject: "store " + path)
    }
    throw StoreError(
      kind: .notFound, subject: "store " + path, cause: "there is none yet",
      suggestion: "minicrm company add makes it; else correct store.directory in the settings")
  }
}
