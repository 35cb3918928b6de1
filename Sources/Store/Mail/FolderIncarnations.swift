import Foundation
import Records

/// The incarnations of one folder, each with UIDs of its own: a new one begins with a new
/// UIDVALIDITY, and where a server gives the same UIDs anew. Inside one write transaction.
struct FolderIncarnations {
  let mailbox: String
  let source: MailboxSource
  let transaction: Transaction
  let now: Date

  /// The number of incarnations that may begin within a day. Each costs reading the whole folder.
  static let mostInADay = 4
  private static let day: Int64 = 86_400

  /// The one that the mailbox was left with, else the last of this source.
  func present() throws -> MailboxPosition? {
    try transaction.row(
      """
      SELECT id AS mailboxFolder, uidValidity, nextUID, comparedAt FROM mailboxFolder
      WHERE id = ifnull(
        (SELECT present.id FROM mailbox
          JOIN mailboxFolder AS present ON present.id = mailbox.mailboxFolder
          WHERE name = \(mailbox) AND present.account = \(source.account)
            AND present.folder = \(source.folder)),
        (SELECT max(id) FROM mailboxFolder WHERE \(isIncarnation)))
      """
    ).flatMap(MailboxPosition.init(row:))
  }

  /// Begins a new one: of a UIDVALIDITY that was there before, its next generation.
  func begin(_ uidValidity: UInt32) throws -> MailboxPosition {
    let last = try transaction.value(
      """
      SELECT max(generation) FROM mailboxFolder
      WHERE \(isIncarnation) AND uidValidity = \(uidValidity)
      """, as: Int.self)
    try transaction.run(
      """
      INSERT INTO mailboxFolder (mailbox, account, folder, uidValidity, generation, begunAt)
      VALUES (\(mailbox), \(source.account), \(source.folder), \(uidValidity),
        \((last ?? 0) + 1), \(now))
      """)
    return MailboxPosition(
      folder: transaction.inserted(), uidValidity: uidValidity,
      nextUID: 1, comparedAt: nil)
  }

  func begunWithinADay() throws -> Int {
    try transaction.value(
      """
      SELECT count(*) FROM mailboxFolder
      WHERE \(isIncarnation) AND begunAt > \(now.storedSeconds - Self.day)
      """) ?? 0
  }

  /// Makes one the mailbox's own. What waited for the UIDs of the others is settled: they may be
  /// other mails' by now.
  func enter(_ position: MailboxPosition) throws {
    try transaction.run(
      """
      INSERT INTO mailbox (name, mailboxFolder)
      VALUES (\(mailbox), \(position.folder)) ON CONFLICT (name)
      DO UPDATE SET mailboxFolder = excluded.mailboxFolder
      WHERE mailboxFolder IS NOT excluded.mailboxFolder
      """)
    let isOfOthers: SQL = """
      mailboxFolder IN (
        SELECT id FROM mailboxFolder WHERE \(isIncarnation) AND id <> \(position.folder))
      """
    try transaction.run(
      """
      UPDATE mailboxAction SET doneAt = \(now), lastError = \(Self.settled)
      WHERE doneAt IS NULL AND \(isOfOthers)
      """)
    try transaction.run("DELETE FROM fetchTrouble WHERE \(isOfOthers)")
  }

  private static let settled =
    "the folder was replaced or set back on the server, where its UID may be another mail's now"

  /// The condition of the rows that are the same folder, at whatever time.
  private var isIncarnation: SQL {
    "mailbox = \(mailbox) AND account = \(source.account) AND folder = \(source.folder)"
  }
}

extension MailboxPosition {
  /// Nil where the mailbox has no folder yet.
  init?(row: SQLRow) {
    guard let folder = row["mailboxFolder"] as MailboxFolderID? else { return nil }
    self.init(
      folder: folder, uidValidity: row["uidValidity"],
      nextUID: row["nextUID"], comparedAt: row["comparedAt"])
  }
}
