import Foundation
import GRDB

/// What the ingest remembers about mails that could not be fetched, and about what is still
/// to be done on the server.
extension Store {
  /// By UID.
  package func troubles(
    in folder: MailboxFolderID
  ) async throws(StoreError) -> [FetchTrouble] {
    try await database.read { database in
      try Row.fetchAll(
        database,
        sql: "SELECT * FROM fetchTrouble WHERE mailboxFolder = ? ORDER BY uid",
        arguments: [folder.rawValue]
      ).map { row in
        FetchTrouble(
          uid: row["uid"], tries: row["tries"], lastError: row["lastError"],
          lastTryAt: row.instant("lastTryAt"))
      }
    }
  }

  /// Counts one more failed try; committed when this returns. Returns the tries so far.
  package func recordTrouble(
    in folder: MailboxFolderID, uid: UInt32, error: String, now: Date
  ) async throws(StoreError) -> Int {
    try await database.write { database in
      try Int.fetchOne(
        database,
        sql: """
          INSERT INTO fetchTrouble (mailboxFolder, uid, tries, lastError, lastTryAt)
          VALUES (?, ?, 1, ?, ?) ON CONFLICT DO UPDATE SET tries = tries + 1,
            lastError = excluded.lastError, lastTryAt = excluded.lastTryAt
          RETURNING tries
          """,
        arguments: [folder.rawValue, uid, TextLimit.words.cut(error), now.storedSeconds]) ?? 1
    }
  }

  /// Has a mail that the server did not deliver asked for again, at the next look into its
  /// mailbox. Refused when the mailbox has another folder by now: there its UID is another mail's.
  package func fetchAgain(_ id: MailID, now: Date) async throws(StoreError) -> Mail {
    try await database.write { database in
      let mail = try Mail.required(id, in: database)
      let folder = mail.folder?.rawValue
      try database.execute(
        sql: """
          UPDATE mailboxFolder SET nextUID = min(nextUID, ?)
          WHERE id = ? AND id IN (SELECT mailboxFolder FROM mailbox)
          """,
        arguments: [mail.uid, folder])
      guard !mail.isFetched, database.changesCount == 1 else {
        throw StoreError.refused(
          "mail \(id.rawValue)",
          "it can't be fetched again: it was fetched, or its mailbox has another folder by now")
      }
      try database.execute(
        sql: "INSERT INTO fetchTrouble VALUES (?, ?, 0, ?, ?) ON CONFLICT DO NOTHING",
        arguments: [folder, mail.uid, mail.reason, now.storedSeconds])
      return mail
    }
  }

  static let dueActionsSQL = """
    SELECT uid, action, tries FROM mailboxAction
    WHERE mailboxFolder = ? AND doneAt IS NULL ORDER BY uid
    """

  /// What the committed verdicts ask for on the server and has not been done yet, by UID.
  package func dueActions(
    in folder: MailboxFolderID
  ) async throws(StoreError) -> [DueAction] {
    try await database.read { database in
      try Row.fetchAll(
        database, sql: Store.dueActionsSQL, arguments: [folder.rawValue]
      ).map { row in
        DueAction(uid: row["uid"], action: try row.choice("action"), tries: row["tries"])
      }
    }
  }

  package func actionsDone(
    _ uids: [UInt32], in folder: MailboxFolderID, now: Date
  ) async throws(StoreError) {
    try await database.write { database in
      let statement = try database.cachedStatement(
        sql: """
          UPDATE mailboxAction SET doneAt = ?, lastError = NULL
          WHERE mailboxFolder = ? AND uid = ?
          """)
      for uid in uids {
        try statement.execute(arguments: [now.storedSeconds, folder.rawValue, uid])
      }
    }
  }

  /// The actions stay due; with `remainder` only that of them is still to be done.
  package func actionsFailed(
    _ uids: [UInt32], in folder: MailboxFolderID, error: String, remainder: MailboxAction? = nil,
    now: Date
  ) async throws(StoreError) {
    try await database.write { database in
      let statement = try database.cachedStatement(
        sql: """
          UPDATE mailboxAction
          SET tries = tries + 1, lastError = ?, action = coalesce(?, action)
          WHERE mailboxFolder = ? AND uid = ? AND doneAt IS NULL
          """)
      for uid in uids {
        try statement.execute(
          arguments: [TextLimit.words.cut(error), remainder?.rawValue, folder.rawValue, uid])
      }
    }
  }
}
