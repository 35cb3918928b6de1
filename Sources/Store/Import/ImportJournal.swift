import Foundation
import Records

/// The progress of an import, which each of its transactions commits together with the rows. The
/// journal of a finished import stays until its answer was delivered; see `KeptAnswer`.
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

  /// The journal that a process which was cut off, or another that is at work, has left of this
  /// import.
  static func find(
    _ source: ImportSource, at now: Date, in transaction: Transaction
  ) throws -> ImportJournal? {
    let row = try transaction.row(
      """
      SELECT total, done, added, updated, unchanged, changedAt FROM importJournal
      WHERE \(source.isSame)
      """)
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
  func requirePresent(at now: Date, in transaction: Transaction) throws {
    let found = try Self.find(source, at: now, in: transaction)
    guard found?.done ?? 0 == done else {
      throw StoreError(
        kind: .busy, subject: source.file.name,
        cause: "another process imports the same file, and has gone on with it",
        suggestion: "wait for its end, and give the file again when it doesn't reach one")
    }
  }

  /// Writes how far it is.
  func store(at moment: Date, in transaction: Transaction) throws {
    try transaction.run(
      """
      INSERT INTO importJournal
        (company, kind, digest, name, total, done, added, updated, unchanged, changedAt)
      VALUES (\(source.company), \(source.kind), \(source.file.digest), \(source.file.name),
        \(total), \(done), \(tally.added), \(tally.updated), \(tally.unchanged), \(moment))
      ON CONFLICT (company, kind, digest) DO UPDATE SET total = excluded.total,
        done = excluded.done, added = excluded.added, updated = excluded.updated,
        unchanged = excluded.unchanged, changedAt = excluded.changedAt
      """)
  }

  /// Forgets this import, whose answer was delivered, and finished ones whose answers nobody came
  /// for.
  static func forgetFinished(_ source: ImportSource, at now: Date, in transaction: Transaction)
    throws
  {
    try transaction.run(
      """
      DELETE FROM importJournal WHERE done = total
        AND (\(source.isSame) OR \(KeptAnswer.isForgotten(at: now)))
      """)
  }

  /// Forgets how far imports of the same kind came, whatever their files.
  static func forgetAll(like source: ImportSource, in transaction: Transaction) throws {
    try transaction.run("DELETE FROM importJournal WHERE \(source.isLike)")
  }
}

extension ImportSource {
  /// The condition of rows of the same kind at the same company.
  fileprivate var isLike: SQL { "company = \(company) AND kind = \(kind)" }
  /// The condition of the row of this import.
  fileprivate var isSame: SQL { isLike + " AND digest = \(file.digest)" }
}
