import Platform
import Records
import Store

/// Opening a store whose rows are in an SQLite database.
extension Store {
  /// Opens the store in a directory of this user's, and brings its schema up to date; `making` says
  /// what to do where there is none. `reminders` is what companies get that don't ask for another;
  /// `patience` is how long the opening, and then each verb, waits for what other processes hold.
  package static func open(
    _ directory: String, making: StoreMaking, reminders: ReminderDefaults = ReminderDefaults(),
    patience: Patience = .command
  ) async throws(StoreError) -> Store {
    let path = StoreDirectory(path: normalised(directory))
    let result: Result<Store, any Error> = await StopWish.ofTask { wish in
      await BlockingWork.result("minicrm.store.open") {
        while true {
          do {
            return try openBlocking(path, making, reminders, patience, until: wish)
          } catch let hindrance as UpgradeHindered {
            try hindrance.awaitEnd(patience)
          }
        }
      }
    }
    return try result.mapError { StoreError.wrapping(sqlite: $0, directory: path.path) }.get()
  }

  private static func openBlocking(
    _ path: StoreDirectory, _ making: StoreMaking, _ reminders: ReminderDefaults,
    _ patience: Patience, until wish: StopWish
  ) throws -> Store {
    try path.prepare(making, patience, until: wish) { lock in
      let (database, upgrade) = try SQLiteDatabase.open(path, making, lock)
      let blobs = BlobStore(
        directory: path.blobs, storeDirectory: path.path, engine: database, patience: patience)
      try blobs.removeUnfinished()
      return Store(
        directory: path.path, spoolDirectory: path.spool, engine: database, blobs: blobs,
        reminders: reminders, patience: patience, upgrade: upgrade)
    }
  }
}
