import Records
import System

/// One installation's data: companies, mails, documents, their bytes and the customer logs.
///
/// Several processes may have the same store open. Every verb is one transaction: the change
/// and its log entry together, or neither. What belongs to one company is behind
/// `company(_:)`; the verbs here are the operator's and the ingest's own.
package struct Store: Sendable {
  package let directory: String
  /// Where mails are put while they are being read; its files belong to whoever makes them.
  package let spoolDirectory: String
  package let blobs: BlobStore
  let database: StoreDatabase
  let reminders: ReminderDefaults
  /// With what other processes hold.
  package var patience = Patience.command
  /// What this opening did to the schema of a store that was there; nil when nothing.
  package let upgrade: SchemaUpgrade?

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
    return try result.mapError { StoreError.wrapping($0, directory: path.path) }.get()
  }

  /// The data of one company.
  package func company(_ id: CompanyID) -> CompanyScope {
    CompanyScope(id: id, database: database, blobs: blobs, reminders: reminders)
  }

  private static func openBlocking(
    _ path: StoreDirectory, _ making: StoreMaking, _ reminders: ReminderDefaults,
    _ patience: Patience, until wish: StopWish
  ) throws -> Store {
    try path.prepare(making, patience, until: wish) { lock in
      let (database, upgrade) = try StoreDatabase.open(path, making, lock)
      let blobs = BlobStore(
        directory: path.blobs, storeDirectory: path.path, database: database, patience: patience)
      try blobs.removeUnfinished()
      return Store(
        directory: path.path, spoolDirectory: path.spool, blobs: blobs, database: database,
        reminders: reminders, patience: patience, upgrade: upgrade)
    }
  }

  static func normalised(_ directory: String) -> String {
    var path = directory
    while path.count > 1 && path.hasSuffix("/") { path.removeLast() }
    return path
  }
}
