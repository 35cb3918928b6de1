import Foundation
import GRDB

/// Where the ingest stands with each mailbox.
extension Store {
  /// Begins with what the mailbox's name stands for now, or goes on where that was left. Under a
  /// new UIDVALIDITY the old UIDs of the same source mean nothing any more: what waited for them is
  /// dropped. What waits in another source stays there until the mailbox comes back to it.
  package func beginMailbox(
    _ name: String, source: MailboxSource, uidValidity: UInt32
  ) async throws(StoreError) -> MailboxPosition {
    try await database.write { database in
      let position = try MailboxPosition.of(name, source, uidValidity, in: database)
      try database.execute(
        sql: """
          INSERT INTO mailbox (name, mailboxFolder) VALUES (?, ?) ON CONFLICT (name)
          DO UPDATE SET mailboxFolder = excluded.mailboxFolder
          WHERE mailboxFolder IS NOT excluded.mailboxFolder
          """, arguments: [name, position.folder.rawValue])
      let replaced: StatementArguments = [
        name, source.account, source.folder, position.folder.rawValue,
      ]
      for waiting in ["mailboxAction WHERE doneAt IS NULL AND", "fetchTrouble WHERE"] {
        try database.execute(
          sql: """
            DELETE FROM \(waiting) mailboxFolder IN (SELECT id FROM mailboxFolder
              WHERE mailbox = ? AND account = ? AND folder = ? AND id <> ?)
            """, arguments: replaced)
      }
      return position
    }
  }

  /// What the status shows, by name.
  package func mailboxStates() async throws(StoreError) -> [MailboxState] {
    try await database.read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT mailbox.*, uidValidity, nextUID, (
            SELECT count(*) FROM mailboxAction INDEXED BY mailboxActionDue
            WHERE mailboxAction.mailboxFolder = mailbox.mailboxFolder AND doneAt IS NULL
          ) AS waitingActions
          FROM mailbox LEFT JOIN mailboxFolder ON mailboxFolder.id = mailbox.mailboxFolder
          ORDER BY name
          """
      ).map { row in
        MailboxState(
          name: row["name"], position: MailboxPosition(row: row),
          lastSuccess: row.instantIfAny("lastSuccess"), lastError: row["lastError"],
          lastErrorAt: row.instantIfAny("lastErrorAt"),
          progressAt: row.instantIfAny("progressAt"), waiting: row["waiting"],
          waitingActions: row["waitingActions"])
      }
    }
  }

  /// Every message of the mailbox is settled.
  package func recordMailboxSuccess(_ name: String, now: Date) async throws(StoreError) {
    try await database.write { database in
      try database.execute(
        sql: """
          INSERT INTO mailbox (name, lastSuccess, waiting) VALUES (?, ?, 0) ON CONFLICT (name)
          DO UPDATE SET lastSuccess = excluded.lastSuccess, waiting = 0,
            lastError = NULL, lastErrorAt = NULL
          """, arguments: [name, now.storedSeconds])
    }
  }

  /// The mailbox's folder was listed: so many messages wait for a verdict. Those that are filed
  /// from then on count down from it.
  package func recordMailboxListing(
    _ name: String, waiting: Int, now: Date
  ) async throws(StoreError) {
    try await database.write { database in
      try database.execute(
        sql: """
          INSERT INTO mailbox (name, waiting, progressAt) VALUES (?, ?, ?) ON CONFLICT (name)
          DO UPDATE SET waiting = excluded.waiting, progressAt = excluded.progressAt
          """, arguments: [name, waiting, now.storedSeconds])
    }
  }

  package func recordMailboxFailure(
    _ name: String, error: String, now: Date
  ) async throws(StoreError) {
    try await database.write { database in
      try database.execute(
        sql: """
          INSERT INTO mailbox (name, lastError, lastErrorAt) VALUES (?, ?, ?) ON CONFLICT (name)
          DO UPDATE SET lastError = excluded.lastError, lastErrorAt = excluded.lastErrorAt
          """, arguments: [name, TextLimit.words.cut(error), now.storedSeconds])
    }
  }

  /// The UIDs from `from` on that have a verdict and need nothing more of the server's copy than
  /// an action; those to be fetched again are not among them.
  package func settledUIDs(
    in folder: MailboxFolderID, from: UInt32
  ) async throws(StoreError) -> Set<UInt32> {
    try await database.read { database in
      try UInt32.fetchSet(
        database,
        sql: """
          SELECT uid FROM mail WHERE mailboxFolder = ?1 AND uid >= ?2
          EXCEPT SELECT uid FROM fetchTrouble WHERE mailboxFolder = ?1
          """,
        arguments: [folder.rawValue, from])
    }
  }
}

extension MailboxPosition {
  /// The position in that incarnation of a folder, which is made when it is new.
  fileprivate static func of(
    _ mailbox: String, _ source: MailboxSource, _ uidValidity: UInt32, in database: Database
  ) throws -> MailboxPosition {
    let incarnation: StatementArguments = [mailbox, source.account, source.folder, uidValidity]
    try database.execute(
      sql: """
        INSERT INTO mailboxFolder (mailbox, account, folder, uidValidity) VALUES (?, ?, ?, ?)
        ON CONFLICT DO NOTHING
        """, arguments: incarnation)
    let row = try Row.fetchOne(
      database,
      sql: """
        SELECT id AS mailboxFolder, uidValidity, nextUID FROM mailboxFolder
        WHERE mailbox = ? AND account = ? AND folder = ? AND uidValidity = ?
        """, arguments: incarnation)
    guard let position = row.flatMap(MailboxPosition.init(row:)) else {
      throw StoreError.refused("mailbox \(mailbox)", "its folder was not stored")
    }
    return position
  }

  /// Nil where the mailbox has no folder yet.
  fileprivate init?(row: Row) {
    guard let folder = row["mailboxFolder"] as Int64? else { return nil }
    self.init(
      folder: MailboxFolderID(rawValue: folder), uidValidity: row["uidValidity"],
      nextUID: row["nextUID"])
  }
}
