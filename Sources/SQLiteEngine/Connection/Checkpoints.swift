import CSQLite
import GRDB
import Synchronization

/// When the write-ahead log is brought into the database, which no connection does by itself: after
/// the commit that finds 16 MiB in it, when a daemon has nothing to do, and at the end of a daemon,
/// or of the last process that has the database open. Whoever does it holds the `WriteLock`.
///
/// A checkpoint waits for nobody: pages that somebody still reads stay for the next time. The log's
/// file is begun anew by the first commit after all of it was brought in, and shrinks to 16 MiB
/// then.
final class Checkpoints: Sendable {
  /// Pages of 4 KiB.
  static let usualLength = 4_096
  /// Pages that a reader keeps from being brought in are tried again when so many more are there.
  private static let step = 1_024

  /// Pages in the log after this process's last commit.
  private let length = Atomic(0)
  /// The same when it was last brought in.
  private let settled = Atomic(0)

  /// Hears of every commit on a connection, which must not outlive this.
  func follow(_ database: Database) {
    _ = sqlite3_wal_hook(
      database.sqliteConnection,
      { context, _, _, pages in
        guard let context else { return SQLITE_OK }
        Unmanaged<Checkpoints>.fromOpaque(context).takeUnretainedValue().note(Int(pages))
        return SQLITE_OK
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  private func note(_ pages: Int) {
    length.store(pages, ordering: .relaxed)
    // The log was begun anew.
    if pages < settled.load(ordering: .relaxed) { settled.store(0, ordering: .relaxed) }
  }

  /// After a commit.
  func runWhenDue(_ database: Database) {
    let (length, settled) = (
      length.load(ordering: .relaxed), self.settled.load(ordering: .relaxed)
    )
    guard length >= Self.usualLength, settled == 0 || length >= settled + Self.step else { return }
    run(database)
  }

  /// When nothing is to be done.
  func runAtRest(_ database: Database) {
    guard length.load(ordering: .relaxed) != settled.load(ordering: .relaxed) else { return }
    run(database)
  }

  private func run(_ database: Database) {
    // A failed checkpoint is tried again later; a disk that takes no more says so at the next
    // commit.
    _ = sqlite3_wal_checkpoint_v2(
      database.sqliteConnection, nil, SQLITE_CHECKPOINT_PASSIVE, nil, nil)
    settled.store(length.load(ordering: .relaxed), ordering: .relaxed)
  }

  /// Leaves a database without a log, unless somebody else still reads it. On a connection of its
  /// own, since nobody knows on which thread the store's others come to their end.
  static func runLast(on path: String) {
    var connection: OpaquePointer?
    defer { sqlite3_close(connection) }
    guard sqlite3_open_v2(path, &connection, SQLITE_OPEN_READWRITE, nil) == SQLITE_OK else {
      return
    }
    minicrm_sqlite_no_checkpoint_on_close(connection)
    // The first look at the database opens its log.
    let looked = sqlite3_exec(
      connection, "PRAGMA wal_autocheckpoint = 0; PRAGMA user_version", nil, nil, nil)
    guard looked == SQLITE_OK else { return }
    _ = sqlite3_wal_checkpoint_v2(connection, nil, SQLITE_CHECKPOINT_TRUNCATE, nil, nil)
  }
}
