import Dispatch

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

  private static func inspectBlocking(_ path: StoreDirectory) throws -> Store {
    try path.requireStore()
    let database = try StoreDatabase.openForReading(path.database, directory: path.path)
    try database.pool.read { try Schema.check($0, subject: "store " + path.path) }
    let blobs = BlobStore(directory: path.blobs, storeDirectory: path.path, database: database)
    return Store(
      directory: path.path, spoolDirectory: path.spool, blobs: blobs, database: database,
      reminders: ReminderDefaults(), upgrade: nil)
  }
}
