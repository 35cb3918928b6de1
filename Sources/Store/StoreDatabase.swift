import Foundation
import GRDB

/// The one door to the database: every read is a snapshot, every write one immediate
/// transaction, and what they throw is a `StoreError`.
///
/// Accesses run on GRDB's own queues and are deliberately deaf to task cancellation: once
/// begun, a transaction is committed or fails for a reason of its own, so that a caller
/// who is stopping still learns what is in the store.
struct StoreDatabase: Sendable {
  let pool: DatabasePool
  let directory: String

  /// Opens the database and brings its schema up to date, with what that did. Blocks; the caller holds the
  /// store's opening lock, because SQLite lets two processes that switch a new file to WAL at
  /// once fail as busy without waiting.
  static func open(
    _ files: StoreDirectory, _ making: StoreMaking
  ) throws -> (StoreDatabase, SchemaUpgrade?) {
    let pool = try DatabasePool(path: files.database, configuration: configuration)
    // GRDB sets NORMAL after its own preparations; a commit must be on the disk.
    try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
    let upgrade = try SchemaUpgrade.run(on: pool, files, making)
    try upgrade?.removeOlderCopies()
    return (StoreDatabase(pool: pool, directory: files.path), upgrade)
  }

  /// Opens the database as it is; whatever would change it fails. Blocks.
  static func openForReading(_ path: String, directory: String) throws -> StoreDatabase {
    var configuration = configuration
    configuration.readonly = true
    return StoreDatabase(
      pool: try DatabasePool(path: path, configuration: configuration), directory: directory)
  }

  func read<Value: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Value
  ) async throws(StoreError) -> Value {
    let result: Result<Value, any Error> = await withCheckedContinuation { continuation in
      pool.asyncRead { access in
        continuation.resume(returning: Result { try body(access.get()) })
      }
    }
    return try unwrapped(result)
  }

  func write<Value: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Value
  ) async throws(StoreError) -> Value {
    let subject = "store " + directory
    let result: Result<Value, any Error> = await withCheckedContinuation { continuation in
      pool.asyncWrite(
        { database in
          try Schema.check(database, subject: subject)
          return try LogTransaction.run(in: database) { try body(database) }
        },
        completion: { _, result in continuation.resume(returning: result) })
    }
    return try unwrapped(result)
  }

  /// Blocks; for callers that are off the cooperative pool anyway.
  func readBlocking<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
    try unwrapped(Result { try pool.read(body) })
  }

  /// One immediate transaction. Blocks; for callers that are off the cooperative pool anyway.
  func writeBlocking<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
    let subject = "store " + directory
    return try unwrapped(
      Result {
        try pool.write { database in
          try Schema.check(database, subject: subject)
          return try LogTransaction.run(in: database) { try body(database) }
        }
      })
  }

  private func unwrapped<Value>(_ result: Result<Value, any Error>) throws(StoreError) -> Value {
    switch result {
    case .success(let value): return value
    case .failure(let error): throw StoreError.wrapping(error, directory: directory)
    }
  }

  private static var configuration: Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(30)
    configuration.maximumReaderCount = 2
    configuration.label = "minicrm.store"
    configuration.prepareDatabase { database in
      // The writer's page cache holds most of a group's changes. The log is checkpointed at
      // 16 MiB, not with every group, and shrinks to that again after a big one.
      let kibibytes = database.configuration.readonly ? 1_024 : 4_096
      try database.execute(sql: "PRAGMA cache_size = -\(kibibytes)")
      // Savepoints, those of statements too, would otherwise write the pages they change to a file.
      try database.execute(sql: "PRAGMA temp_store = MEMORY")
      try database.execute(sql: "PRAGMA wal_autocheckpoint = 4096")
      try database.execute(sql: "PRAGMA journal_size_limit = 16777216")
    }
    return configuration
  }
}
