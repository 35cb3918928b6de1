import Platform
import Store
import Synchronization

/// The one lock of a store: held for every transaction that writes, every checkpoint, every first
/// opening of the database and its closing, by every process.
///
/// SQLite before 3.51.3 loses committed pages when one connection restarts the write-ahead log
/// while another's checkpoint, begun right after a third one's, notes how far it came
/// (https://www.sqlite.org/wal.html#walresetbug). Who reads an open store doesn't need it.
final class WriteLock: Sendable {
  /// Open for as long as the store is: to have the lock costs a few system calls.
  private let file: LockFile
  private let isInUse = Atomic(false)
  private let database: String
  private let known = Mutex<FileIdentity?>(nil)
  private let patience: Patience
  private let subject: String
  private let path: String

  /// Opens the lock file of a store, which is made when there is none. The store's path stands in
  /// it, for `StoreUsers`.
  init(of store: StoreDirectory, _ patience: Patience) throws(StoreError) {
    file = try StoreError.translating(LockFile(store.writeLock, subject: store.subject))
    database = store.database
    subject = store.subject
    self.patience = patience
    path = store.absolutePath
  }

  /// Runs `body` while nobody else writes to the store. Throws `busy` when patience is at an end,
  /// or a stop is wished, and `replaced` when this is not the store that was opened. Blocks.
  func hold<Value>(
    for patience: Patience? = nil, until wish: StopWish? = nil, _ body: () throws -> Value
  ) throws -> Value {
    if let value = try holdAtOnce(body) { return value }
    // A lock file that is gone is not made again: the store is not here any more.
    try requireInPlace()
    let lock = try FileLock.acquire(
      .exclusive, at: file.path, LockName(subject: subject, use: "writes to the store"),
      (patience ?? self.patience).ending(with: wish))
    defer { withExtendedLifetime(lock) {} }
    try requireInPlace()
    return try body()
  }

  /// Runs `body` unless another has the lock, or something is wrong with it, which the next who
  /// writes is told of.
  func useWhenFree(_ body: () -> Void) {
    _ = try? holdAtOnce(body)
  }

  /// The store is closed. Blocks for a second at most: without the lock the log stays as it is.
  func leave(_ database: String) {
    do {
      try hold(for: .upTo(.seconds(1))) {
        if try patience.limit == nil || DatabaseUsers.other(of: database) == nil {
          Checkpoints.runLast(on: database)
        }
      }
    } catch {
      // The lock is another's, or another is at work now; nothing is lost with a log that stays.
    }
  }

  /// Nil when another has the lock.
  func holdAtOnce<Value>(_ body: () throws -> Value) throws -> Value? {
    // The open file has one lock, however many threads ask for it.
    guard !isInUse.exchange(true, ordering: .acquiring) else { return nil }
    defer { isInUse.store(false, ordering: .releasing) }
    guard try file.take(.exclusive, insisting: false) else { return nil }
    defer { file.release() }
    try requireInPlace()
    return try body()
  }

  /// The database that is there now is the one to be written to from now on.
  func noteDatabase() {
    known.withLock { $0 = FileIdentity(database) }
    file.note(path)
  }

  /// Throws when somebody has moved the store away, or put another in its place, since it was
  /// opened: what is written now would be lost with the old one.
  func requireInPlace() throws(StoreError) {
    let known = known.withLock(\.self)
    guard file.isInPlace, known == nil || known == FileIdentity(database) else {
      throw StoreError(
        kind: .replaced, subject: subject,
        cause: "it was moved away, or another was put in its place, under this process",
        suggestion: "start it again, it then works on what is there now; nothing was changed")
    }
  }
}
