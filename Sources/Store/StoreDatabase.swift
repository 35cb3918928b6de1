import Foundation
import GRDB
import System

/// The one door to the database: every read is a snapshot, every write one immediate
/// transaction, and what they throw is a `StoreError`.
///
/// Accesses run on GRDB's own queues and are deliberately deaf to task cancellation: once begun, a
/// transaction is committed or fails for a reason of its own, so that a caller who is stopping
/// still learns what is in the store. Only the wait for the `WriteLock` before it is cut short
/// then, see `StopWish`.
final class StoreDatabase: Sendable {
  let pool: DatabasePool
  let directory: String
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
  ) throws -> (StoreDatabase, SchemaUpgrade?) {
    let pool = try DatabasePool(path: files.database, configuration: configuration())
    // GRDB sets NORMAL after its own preparations; a commit must be on the disk.
    try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
    let upgrade = try SchemaUpgrade.run(on: pool, files, making)
    try upgrade?.removeOlderCopies()
    lock.noteDatabase()
    return (StoreDatabase(pool: pool, directory: files.path, lock: lock), upgrade)
  }

  /// Opens the database as it is; whatever would change it fails. Blocks; the caller holds the
  /// lock.
  static func openForReading(_ path: String, directory: String) throws -> StoreDatabase {
    StoreDatabase(
      pool: try DatabasePool(path: path, configuration: configuration(readonly: true)),
      directory: directory)
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

  /// `insisting` waits on when the task is cancelled: for what has happened outside, and would
  /// happen again were it not known here.
  func write<Value: Sendable>(
    insisting: Bool = false, _ body: @escaping @Sendable (Database) throws -> Value
  ) async throws(StoreError) -> Value {
    let subject = "store " + directory
    let result: Result<Value, any Error> = await StopWish.ofTask { wish in
      await withCheckedContinuation { continuation in
        pool.asyncWriteWithoutTransaction { [lock, checkpoints] database in
          do {
            try Self.holding(lock, until: insisting ? nil : wish) {
              continuation.resume(
                returning: Result { try Self.transaction(in: database, subject, body) })
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

  /// Blocks; for callers that are off the cooperative pool anyway.
  func readBlocking<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
    try unwrapped(Result { try pool.read(body) })
  }

  /// One immediate transaction. Blocks; for callers that are off the cooperative pool anyway.
  func writeBlocking<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
    let subject = "store " + directory
    return try unwrapped(
      Result {
        try pool.writeWithoutTransaction { database in
          try Self.holding(lock) {
            defer { checkpoints.runWhenDue(database) }
            return try Self.transaction(in: database, subject, body)
          }
        }
      })
  }

  /// Runs `body` while nobody writes, here or in another process, on whatever connection it opens.
  /// Blocks.
  func alone<Value>(_ body: () throws -> Value) throws -> Value {
    try pool.writeWithoutTransaction { _ in try Self.holding(lock, body) }
  }

  /// Nothing is to be done for a while: what is in the log is brought into the database, unless
  /// somebody else is at work.
  func rest() async {
    await withCheckedContinuation { continuation in
      pool.asyncWriteWithoutTransaction { [lock, checkpoints] database in
        lock?.useWhenFree { checkpoints.runAtRest(database) }
        continuation.resume()
      }
    }
  }

  func requireInPlace() throws(StoreError) { try lock?.requireInPlace() }

  private static func holding<Value>(
    _ lock: WriteLock?, until wish: StopWish? = nil, _ body: () throws -> Value
  ) throws -> Value {
    guard let lock else { return try body() }
    return try lock.hold(until: wish, body)
  }

  private static func transaction<Value>(
    in database: Database, _ subject: String, _ body: (Database) throws -> Value
  ) throws -> Value {
    var value: Value?
    try database.inTransaction(.immediate) {
      try Schema.check(database, subject: subject)
      value = try LogTransaction.run(in: database) { try body(database) }
      return .commit
    }
    guard let value else { preconditionFailure("a committed transaction has a value") }
    return value
  }

  private func unwrapped<Value>(_ result: Result<Value, any Error>) throws(StoreError) -> Value {
    switch result {
    case .success(let value): return value
    case .failure(let error): throw StoreError.wrapping(error, directory: directory)
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
