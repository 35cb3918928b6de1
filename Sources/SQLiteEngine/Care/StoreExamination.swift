import Foundation
import GRDB
import Glibc
import Records
import Store
import Synchronization

/// A close look at a store whose soundness is in doubt: each part by itself, on a connection of its
/// own that changes nothing. All of it blocks; `interrupt()` ends it early, from any thread.
package final class StoreExamination: Examination {
  /// So many faults are told one by one.
  static let faultsTold = 5

  let path: StoreDirectory
  let queue: DatabaseQueue
  private let interrupted = Atomic(false)

  /// Opens the database of a store directory. Throws `StoreError`.
  package init(_ directory: String) throws {
    path = StoreDirectory(path: Store.normalised(directory))
    try path.requireStore()
    var configuration = Configuration.store(readonly: true)
    configuration.busyMode = .timeout(10)
    do {
      let path = path
      queue = try path.reading {
        try DatabaseQueue(path: path.database, configuration: configuration)
      }
    } catch {
      throw StoreError.wrapping(sqlite: error, directory: path.path)
    }
  }

  /// Makes what is under way, and whatever comes, throw `CancellationError` soon.
  package func interrupt() {
    interrupted.store(true, ordering: .releasing)
    queue.interrupt()
  }

  func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try checkInterruption()
    do {
      return try queue.read(body)
    } catch {
      try checkInterruption()
      throw StoreError.wrapping(sqlite: error, directory: path.path)
    }
  }

  /// Gives the verbs of the store a transaction that only reads.
  func rows<Value>(_ body: (Transaction) throws -> Value) throws -> Value {
    try read { database in
      try Transaction.run(SQLiteConnection(database, directory: path.path), body)
    }
  }

  func checkInterruption() throws {
    if interrupted.load(ordering: .acquiring) { throw CancellationError() }
  }

  // MARK: The database

  /// The version of the stored schema and of the one that this program knows. Throws when it is
  /// another program's database.
  package func schema() throws -> (stored: Int, known: Int) {
    try read { database in
      guard try Schema.isOurs(database) else {
        throw StoreError(
          kind: .corrupt, subject: "store " + path.path,
          cause: "minicrm.sqlite is another program's database",
          suggestion: "name another directory in store.directory")
      }
      return (try Schema.storedVersion(database), Schema.version)
    }
  }

  /// The SQLite that this program runs with, and whether the store has the lock that every process
  /// takes which writes to it or brings the write-ahead log in, and no connection does so by
  /// itself.
  package func journal() throws -> (engine: String, isGuarded: Bool) {
    try read { database in
      let version = try String.fetchOne(database, sql: "SELECT sqlite_version()") ?? "unknown"
      let automatic = try Int.fetchOne(database, sql: "PRAGMA wal_autocheckpoint")
      return ("SQLite \(version)", automatic == 0 && access(path.writeLock, F_OK) == 0)
    }
  }

  /// The faults that SQLite finds in the file, and rows that name missing rows; empty for a sound
  /// file. With `deep` every index is compared with its table too.
  package func databaseFaults(deep: Bool) throws -> [String] {
    let check = deep ? "integrity_check" : "quick_check"
    return try read { database in
      let faults = try String.fetchAll(database, sql: "PRAGMA \(check)(\(Self.faultsTold))")
        .filter { $0 != "ok" }
      guard faults.isEmpty else { return faults }
      let strangers = try Row.fetchCursor(database, sql: "PRAGMA foreign_key_check")
      var rows: [String] = []
      while let row = try strangers.next(), rows.count < Self.faultsTold {
        let (table, parent): (String, String) = (row["table"], row["parent"])
        let id = (row["rowid"] as Int64?).map { " \($0)" } ?? ""
        rows.append("\(table)\(id) names something in \(parent) that isn't there")
      }
      return rows
    }
  }

  // MARK: The logs

  /// Walks the chain of every company's log.
  package func logs() throws -> [(slug: String, verification: LogVerification)] {
    try rows { transaction in
      try transaction.rows("SELECT id, slug FROM company ORDER BY slug").map { company in
        (company["slug"], try LogWalk.walk(company["id"], in: transaction))
      }
    }
  }

  /// Works in batches of which none was committed after a moment. None are known of an older
  /// schema.
  package func unfinished(before moment: Date) throws -> [UnfinishedWork] {
    guard try read(Schema.storedVersion) == Schema.version else { return [] }
    return try rows { try UnfinishedWork.all(before: moment, in: $0) }
  }

  /// The time zones that companies have.
  package func timeZones() throws -> [String] {
    try rows { try $0.values("SELECT DISTINCT timeZone FROM company ORDER BY 1") }
  }
}
