import Foundation
import GRDB
import Platform
import Store

/// Takes what erased data leaves behind out of the files: contents without a reference, words in
/// parts of the index that are waiting to be merged, copies that moved rows left in unused parts of
/// pages, and the write-ahead log. Blocks; harmless when there is nothing.
///
/// All but the last two goes in short transactions. SQLite overwrites what is deleted
/// (`secure_delete`, which Debian's has on), but not what it copied elsewhere: only a new file is
/// without that. Others who write wait while it is made, two seconds for each 100 MB.
struct TraceRemoval {
  /// Bytes in use of a database that is made anew in less than a second.
  static let smallDatabase: Int64 = 40 << 20
  /// Pages of the index that are merged in one transaction.
  private static let mergedPages = 500

  let store: Store
  let database: SQLiteDatabase
  /// Makes the database anew however large it is.
  let always: Bool

  /// Removes the traces; true when the database was made anew. `lock` shows that nobody takes
  /// files.
  func run(holding lock: FileLock) throws -> Bool {
    _ = try withExtendedLifetime(lock) {
      try store.dropUnusedContents()
    }
    try mergeIndex()
    return try renewFiles()
  }

  /// Merges all segments of the index into one, step by step: what is erased goes on the way
  /// (https://www.sqlite.org/fts5.html, 6.8).
  private func mergeIndex() throws {
    var begin = ContinuousClock.now
    var hasMore = try merge(-Self.mergedPages)
    while hasMore {
      Thread.sleep(forTimeInterval: BatchLimits.pause(after: .now - begin) / .seconds(1))
      begin = .now
      hasMore = try merge(Self.mergedPages)
    }
  }

  /// Merges segments; true when there was anything to merge. Fewer pages than none begin with all
  /// segments.
  private func merge(_ pages: Int) throws -> Bool {
    try database.alone { database in
      let before = database.totalChangesCount
      try database.execute(
        sql: "INSERT INTO logIndex (logIndex, rank) VALUES ('merge', ?)", arguments: [pages])
      return database.totalChangesCount - before >= 2
    }
  }

  /// On a connection of its own: the store's others keep what is temporary in memory, where this
  /// would put the new file together.
  private func renewFiles() throws -> Bool {
    let (isDue, busy) = try database.alone { _ in
      var configuration = Configuration.store()
      // Everybody who writes waits as long.
      configuration.busyMode = .timeout(0.5)
      let queue = try DatabaseQueue(
        path: database.pool.path, configuration: configuration)
      let size = try queue.read { database in
        try Int64.fetchOne(
          database,
          sql: """
            SELECT (page_count - freelist_count) * page_size
            FROM pragma_page_count, pragma_freelist_count, pragma_page_size
            """)
      }
      let isDue = always || size ?? 0 <= Self.smallDatabase
      if isDue { try queue.vacuum() }
      let busy = try queue.writeWithoutTransaction { database in
        try Int.fetchOne(database, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
      }
      return (isDue, busy)
    }
    guard busy == 0 else {
      throw StoreError(
        kind: .busy, subject: "store " + store.directory,
        cause: "another process still reads what was there before the erasure",
        suggestion: "run it again when that has ended: until then the files may hold it")
    }
    return isDue
  }
}
