import Foundation
import GRDB
import Records

/// The incarnations of one folder, each with UIDs of its own: a new one begins with a new
/// UIDVALIDITY, and where a server gives the same UIDs anew. Inside one write transaction.
struct FolderIncarnations {
  let mailbox: String
  let source: MailboxSource
  let database: Database
  let now: Date

  /// How many may begin within a day. Each costs reading the whole folder.
  static let mostInADay = 4
  private static let day: Int64 = 86_400

  /// The one that the mailbox was left with, else the last of this source.
  func present() throws -> MailboxPosition? {
    try Row.fetchOne(
      database,
      sql: """
        SELECT id AS mailboxFolder, uidValidity, nextUID, comparedAt FROM mailboxFolder
        WHERE id = ifnull(
          (SELECT present.id FROM mailbox
            JOIN mailboxFolder AS present ON present.id = mailbox.mailboxFolder
            WHERE name = ?1 AND present.account = ?2 AND present.folder = ?3),
          (SELECT max(id) FROM mailboxFolder WHERE mailbox = ?1 AND account = ?2 AND folder = ?3))
        """, arguments: key
    ).flatMap(MailboxPosition.init(row:))
  }

  /// Begins a new one: of a UIDVALIDITY that was there before, its next generation.
  func begin(_ uidValidity: UInt32) throws -> MailboxPosition {
    let last = try Int.fetchOne(
      database,
      sql: """
        SELECT max(generation) FROM mailboxFolder
        WHERE mailbox = ? AND account = ? AND folder = ? AND uidValidity = ?
        """, arguments: key + [uidValidity])
    try database.execute(
      sql: """
        INSERT INTO mailboxFolder (mailbox, account, folder, uidValidity, generation, begunAt)
        VALUES (?, ?, ?, ?, ?, ?)
        """, arguments: key + [uidValidity, (last ?? 0) + 1, now.storedSeconds])
    return MailboxPosition(
      folder: MailboxFolderID(rawValue: database.lastInsertedRowID), uidValidity: uidValidity,
      nextUID: 1, comparedAt: nil)
  }

  func begunWithinADay() throws -> Int {
    try Int.fetchOne(
      database,
      sql: """
        SELECT count(*) FROM mailboxFolder
        WHERE mailbox = ? AND account = ? AND folder = ? AND begunAt > ?
        """, arguments: key + [now.storedSeconds - Self.day]) ?? 0
  }

  /// Makes one the mailbox's own. What waited for the UIDs of the others is settled: they may be
  /// other mails' by now.
  func enter(_ position: MailboxPosition) throws {
    try database.execute(
      sql: """
        INSERT INTO mailbox (name, mailboxFolder) VALUES (?, ?) ON CONFLICT (name)
        DO UPDATE SET mailboxFolder = excluded.mailboxFolder
        WHERE mailboxFolder IS NOT excluded.mailboxFolder
        """, arguments: [mailbox, position.folder.rawValue])
    let others = """
      mailboxFolder IN (SELECT id FROM mailboxFolder
        WHERE mailbox = ? AND account = ? AND folder = ? AND id <> ?)
      """
    try database.execute(
      sql: "UPDATE mailboxAction SET doneAt = ?, lastError = ? WHERE doneAt IS NULL AND " + others,
      arguments: [now.storedSeconds, Self.settled] + key + [position.folder.rawValue])
    try database.execute(
      sql: "DELETE FROM fetchTrouble WHERE " + others, arguments: key + [position.folder.rawValue])
  }

  private static let settled =
    "the folder was replaced or set back on the server, where its UID may be another mail's now"

  private var key: StatementArguments { [mailbox, source.account, source.folder] }
}

extension MailboxPosition {
  /// Nil where the mailbox has no folder yet.
  init?(row: Row) {
    guard let folder = row["mailboxFolder"] as Int64? else { return nil }
    self.init(
      folder: MailboxFolderID(rawValue: folder), uidValidity: row["uidValidity"],
      nextUID: row["nextUID"], comparedAt: row.instantIfAny("comparedAt"))
  }
}
