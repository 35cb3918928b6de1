import Foundation
import GRDB
import Records

/// The mails that could not be fetched so far.
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
      ).map(FetchTrouble.init(row:))
    }
  }

  /// Counts one more try alone, and with `isFirst` one more run; committed when this returns.
  package func recordTrouble(
    in folder: MailboxFolderID, uid: UInt32, because reason: MailReason, isFirst: Bool, now: Date
  ) async throws(StoreError) -> FetchTrouble {
    try await database.write { database in
      try database.execute(
        sql: """
          INSERT INTO fetchTrouble (
            mailboxFolder, uid, tries, runs, reasonCode, reasonArguments, firstTryAt, lastTryAt)
          VALUES (?1, ?2, 1, ?3, ?4, ?5, ?6, ?6) ON CONFLICT DO UPDATE SET tries = tries + 1,
            runs = runs + ?3, reasonCode = ?4, reasonArguments = ?5, lastTryAt = ?6
          """,
        arguments: [
          folder.rawValue, uid, isFirst ? 1 : 0, reason.code.rawValue, reason.arguments.stored,
          now.storedSeconds,
        ])
      let row = try Row.fetchOne(
        database, sql: "SELECT * FROM fetchTrouble WHERE mailboxFolder = ? AND uid = ?",
        arguments: [folder.rawValue, uid])
      guard let row else { throw StoreError.notFound("trouble with UID \(uid)") }
      return try FetchTrouble(row: row)
    }
  }

  /// The mails gave no trouble after all, or are gone.
  package func forgetTroubles(
    in folder: MailboxFolderID, uids: [UInt32]
  ) async throws(StoreError) {
    guard !uids.isEmpty else { return }
    try await database.write { database in
      let statement = try database.cachedStatement(
        sql: "DELETE FROM fetchTrouble WHERE mailboxFolder = ? AND uid = ?")
      for uid in uids { try statement.execute(arguments: [folder.rawValue, uid]) }
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
        sql: """
          INSERT INTO fetchTrouble (
            mailboxFolder, uid, tries, reasonCode, reasonArguments, lastTryAt)
          VALUES (?, ?, 0, ?, ?, ?) ON CONFLICT DO NOTHING
          """,
        arguments: [
          folder, mail.uid, mail.reason.code.rawValue, mail.reason.arguments.stored,
          now.storedSeconds,
        ])
      return mail
    }
  }
}

extension FetchTrouble {
  fileprivate init(row: Row) throws {
    let last = row.instant("lastTryAt")
    self.init(
      uid: row["uid"], tries: row["tries"], runs: row["runs"], reason: try row.reason(),
      firstTryAt: row.instantIfAny("firstTryAt") ?? last, lastTryAt: last)
  }
}
