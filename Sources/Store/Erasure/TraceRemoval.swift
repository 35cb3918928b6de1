import Foundation
import GRDB

/// Takes what erased data leaves behind out of the files: contents without a reference, words in
/// parts of the index that are waiting to be merged, free pages, and the write-ahead log. Blocks;
/// harmless when there is nothing.
///
/// Others who write wait meanwhile, two or three seconds for each 100 MB of the database.
struct TraceRemoval {
  let store: Store

  /// `lock` says that nobody takes files.
  func run(holding lock: DirectoryLock) throws {
    _ = try withExtendedLifetime(lock) {
      try BlobCollection(store: store, cutoff: .distantPast, dryRun: false).dropRows()
    }
    try store.database.writeBlocking {
      try $0.execute(sql: "INSERT INTO logIndex (logIndex) VALUES ('optimize')")
    }
    try compact()
  }

  /// On a connection of its own: the store's others keep what is temporary in memory, where this
  /// would put the new file together.
  private func compact() throws {
    var configuration = Configuration()
    configuration.busyMode = .timeout(30)
    let queue = try DatabaseQueue(
      path: store.database.pool.path, configuration: configuration)
    try queue.vacuum()
    let busy = try queue.writeWithoutTransaction { database in
      try Int.fetchOne(database, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
    }
    guard busy == 0 else {
      throw StoreError(
        kind: .busy, subject: store.blobs.subject,
        cause: "another process still reads what was there before the erasure",
        suggestion: "run it again when that has ended: until then the files may hold it")
    }
  }
}
