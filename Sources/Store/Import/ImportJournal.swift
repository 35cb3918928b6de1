import Foundation
import GRDB
import Records

/// How far an import has come: what its last transaction committed, together with the rows. That of
/// a finished one stays until its answer was delivered; see `KeptAnswer`.
struct ImportJournal: Sendable, Hashable {
  let source: ImportSource
  /// Rows of the file.
  let total: Int
  private(set) var done = 0
  private(set) var tally = ImportTally()

  init(of source: ImportSource, total: Int) {
    self.source = source
    self.total = total
  }

  mutating func count(_ effect: ImportEffect) {
    done += 1
    tally.count(effect)
  }

  private static let findSQL = """
    SELECT total, done, added, updated, unchanged, changedAt FROM importJournal
    WHERE company = ? AND kind = ? AND digest = ?
    """

  /// What a process that was cut off, or another that is at it, has left of this import.
  static func find(
    _ source: ImportSource, at now: Date, in database: Database
  ) throws -> ImportJournal? {
    let row = try Row.fetchOne(
      database.cachedStatement(sql: findSQL), arguments: StatementArguments(source.key))
    guard let row else { return nil }
    var journal = ImportJournal(of: source, total: row["total"])
    journal.done = row["done"]
    journal.tally = ImportTally(
      added: row["added"], updated: row["updated"], unchanged: row["unchanged"])
    let isKnown = !journal.isFinished || KeptAnswer.isKept(since: row["changedAt"], at: now)
    return isKnown ? journal : nil
  }

  private var isFinished: Bool { done == total }

  /// Throws when another process has gone on with the same file since this was committed.
  func requirePresent(at now: Date, in database: Database) throws {
    let found = try Self.find(source, at: now, in: database)
    guard found?.done ?? 0 == done else {
      throw StoreError(
        kind: .busy, subject: source.file.name,
        cause: "another process imports the same file, and has gone on with it",
        suggestion: "wait for its end, and give the file again when it doesn't reach one")
    }
  }

  /// Writes how far it is.
  func store(at moment: Date, in database: Database) throws {
    try database.cachedStatement(
      sql: """
        INSERT INTO importJournal
          (company, kind, digest, name, total, done, added, updated, unchanged, changedAt)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (company, kind, digest) DO UPDATE SET total = excluded.total,
          done = excluded.done, added = excluded.added, updated = excluded.updated,
          unchanged = excluded.unchanged, changedAt = excluded.changedAt
        """
    ).execute(
      arguments: StatementArguments(source.key)
        + [
          source.file.name, total, done, tally.added, tally.updated, tally.unchanged,
          moment.storedSeconds,
        ])
  }

  /// Forgets this import, whose answer was delivered, and finished ones whose answers nobody came
  /// for.
  static func forgetFinished(_ source: ImportSource, at now: Date, in database: Database) throws {
    try database.cachedStatement(
      sql: """
        DELETE FROM importJournal WHERE done = total
          AND (company = ? AND kind = ? AND digest = ? OR \(KeptAnswer.isForgottenSQL))
        """
    ).execute(arguments: StatementArguments(source.key) + [now.storedSeconds])
  }

  /// Forgets how far imports of the same kind came, whatever their files.
  static func forgetAll(like source: ImportSource, in database: Database) throws {
    try database.execute(
      sql: "DELETE FROM importJournal WHERE company = ? AND kind = ?",
      arguments: StatementArguments(Array(source.key.prefix(2))))
  }
}

extension ImportSource {
  /// The values of `company`, `kind` and `digest`.
  fileprivate var key: [any DatabaseValueConvertible] {
    [company.rawValue, kind.rawValue, file.digest.stored]
  }
}
