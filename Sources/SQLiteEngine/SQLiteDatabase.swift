import Foundation
import GRDB
import Platform
import Store

/// The engine that keeps a store's rows in an SQLite database, through GRDB: every read is a
/// snapshot, every write one immediate transaction.
///
/// Accesses run on GRDB's own queues and are deliberately deaf to task cancellation: once begun, a
/// transaction is committed or fails for a reason of its own, so that a caller who is stopping
/// still learns what is in the store. Only the wait for the `WriteLock` before it is cut short
/// then, see `StopWish`.
package final class SQLiteDatabase: Engine {
  let pool: DatabasePool
  package let directory: String
  private let lock: WriteLock?
  private let checkpoints = Checkpoints()

  /// `lock` is nil where nobody writes.
  init(pool: DatabasePool, directory: String, lock: WriteLock? = nil) {
    self.pool = pool
    self.directory = directory
    self.lock = lock
    if lock != nil { pool.writeWithoutTransaction { checkpoints.follow($0) } }
  }

  deinit { lock?.leave(pool.path) }

  /// Opens the database and brings its schema up to date, with what that did. Throws
  /// `UpgradeHindered` when that can't be now. Blocks; the caller holds the lock, since the first
  /// connection recovers the log, and the first of all makes it.
  static func open(
    _ files: StoreDirectory, _ making: StoreMaking, _ lock: WriteLock
  ) throws -> (SQLiteDatabase, SchemaUpgrade?) {
    let pool = try DatabasePool(path: files.database, configuration: configuration())
    // GRDB sets NORMAL after its own preparations; a commit must be on the disk.
    try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
    let upgrade = try SchemaUpgrade.run(on: pool, files, making)
    try upgrade?.removeOlderCopies()
    lock.noteDatabase()
    return (SQLiteDatabase(pool: pool, directory: files.path, lock: lock), upgrade)
  }

  /// Opens the database as it is; whatever would change it fails. Blocks; the caller holds the
  /// lock.
  static func openForReading(_ path: String, directory: String) throws -> SQLiteDatabase {
    SQLiteDatabase(
      pool: try DatabasePool(path: path, configuration: configuration(readonly: true)),
      directory: directory)
  }

  package func read<Value: Sendable>(
    _ body: @escaping @Sendable (Transaction) throws -> Value
  ) async throws(StoreError) -> Value {
    let directory = directory
    let result: Result<Value, any Error> = await withCheckedContinuation { continuation in
      pool.asyncRead { access in
        continuation.resume(
          returning: Result { try Self.transaction(on: access.get(), directory, body) })
      }
    }
    return try unwrapped(result)
  }

  package func write<Value: Sendable>(
    insisting: Bool, _ body: @escaping @Sendable (Transaction) throws -> Value
  ) async throws(StoreError) -> Value {
    let directory = directory
    let result: Result<Value, any Error> = await StopWish.ofTask { wish in
      await withCheckedContinuation { continuation in
        pool.asyncWriteWithoutTransaction { [lock, checkpoints] database in
          do {
            try Self.holding(lock, until: insisting ? nil : wish) {
              continuation.resume(
                returning: Result { try Self.committed(on: database, directory, body) })
              checkpoints.runWhenDue(database)
            }
          } catch {
            // Only what keeps the lock from being held is thrown, before the transaction.
            continuation.resume(returning: .failure(error))
          }
        }
      }
    }
    return try unwrapped(result)
  }

  package func readBlocking<Value>(
    _ body: (Transaction) throws -> Value
  ) throws(StoreError) -> Value {
    try unwrapped(Result { try pool.read { try Self.transaction(on: $0, directory, body) } })
  }

  package func writeBlocking<Value>(
    _ body: (Transaction) throws -> Value
  ) throws(StoreError) -> Value {
    try unwrapped(
      Result {
        try pool.writeWithoutTransaction { database in
          try Self.holding(lock) {
            defer { checkpoints.runWhenDue(database) }
            return try Self.committed(on: database, directory, body)
          }
        }
      })
  }

  /// Runs `body` while nobody else writes, here or in another process, with the connection that
  /// writes; `body` may open others. Blocks.
  func alone<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try pool.writeWithoutTransaction { database in try Self.holding(lock) { try body(database) } }
  }

  /// Brings what is in the write-ahead log into the database, unless somebody else is at work.
  package func rest() async {
    await withCheckedContinuation { continuation in
      pool.asyncWriteWithoutTransaction { [lock, checkpoints] database in
        lock?.useWhenFree { checkpoints.runAtRest(database) }
        continuation.resume()
      }
    }
  }

  package func requireInPlace() throws(StoreError) { try lock?.requireInPlace() }

  private static func holding<Value>(
    _ lock: WriteLock?, until wish: StopWish? = nil, _ body: () throws -> Value
  ) throws -> Value {
    guard let lock else { return try body() }
    return try lock.hold(until: wish, body)
  }

  private static func transaction<Value>(
    on database: Database, _ directory: String, _ body: (Transaction) throws -> Value
  ) throws -> Value {
    try Transaction.run(SQLiteConnection(database, directory: directory), body)
  }

  private static func committed<Value>(
    on database: Database, _ directory: String, _ body: (Transaction) throws -> Value
  ) throws -> Value {
    var value: Value?
    try database.inTransaction(.immediate) {
      try Schema.check(database, subject: "store " + directory)
      value = try transaction(on: database, directory, body)
      return .commit
    }
    guard let value else { preconditionFailure("a committed transaction has a value") }
    return value
  }

  private func unwrapped<Value>(_ result: Result<Value, any Error>) throws(StoreError) -> Value {
    switch result {
    case .success(let value): return value
    case .failure(let error): throw StoreError.wrapping(sqlite: error, directory: directory)
    }
  }

  private static func configuration(readonly: Bool = false) -> Configuration {
    var configuration = Configuration.store(readonly: readonly)
    configuration.maximumReaderCount = 2
    configuration.label = "minicrm.store"
    configuration.prepareDatabase { database in
      // The writer's page cache holds most of a group's changes.
      let kibibytes = database.configuration.readonly ? 1_024 : 4_096
      try database.execute(sql: "PRAGMA cache_size = -\(kibibytes)")
      // Savepoints, those of statements too, would otherwise write the pages they change to a file.
      try database.execute(sql: "PRAGMA temp_store = MEMORY")
      try database.execute(sql: "PRAGMA journal_size_limit = \(Checkpoints.usualLength * 4_096)")
    }
    return configuration
  }
}
