import Foundation
import GRDB

/// Where the ingest stands with each mailbox.
extension Store {
  /// Nil until the mailbox was begun.
  package func mailbox(_ name: String) async throws(StoreError) -> MailboxPosition? {
    try await database.read { try MailboxPosition.find(name, in: $0) }
  }

  /// Begins a mailbox, or goes on with it. Under a new UIDVALIDITY the old UIDs mean nothing any
  /// more: the position starts again, what waited for the old ones is dropped.
  package func beginMailbox(
    _ name: String, uidValidity: UInt32
  ) async throws(StoreError) -> MailboxPosition {
    try await database.write { database in
      let position = try MailboxPosition.find(name, in: database)
      if let position, position.uidValidity == uidValidity { return position }
      try database.execute(
        sql: """
          INSERT INTO mailbox (name, uidValidity, nextUID) VALUES (?, ?, 1)
          ON CONFLICT (name) DO UPDATE SET uidValidity = excluded.uidValidity, nextUID = 1
          """,
        arguments: [name, uidValidity])
      try database.execute(
        sql: """
          DELETE FROM mailboxAction WHERE mailbox = ? AND uidValidity <> ? AND doneAt IS NULL
          """, arguments: [name, uidValidity])
      try database.execute(
        sql: "DELETE FROM fetchTrouble WHERE mailbox = ? AND uidValidity <> ?",
        arguments: [name, uidValidity])
      return MailboxPosition(uidValidity: uidValidity, nextUID: 1)
    }
  }

  /// What the status shows, by name.
  package func mailboxStates() async throws(StoreError) -> [MailboxState] {
    try await database.read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT mailbox.*, (SELECT count(*) FROM mailboxAction
            WHERE mailboxAction.mailbox = mailbox.name AND doneAt IS NULL) AS waiting
          FROM mailbox ORDER BY name
          """
      ).map { row in
        MailboxState(
          name: row["name"], position: MailboxPosition(row: row),
          lastSuccess: row.instantIfAny("lastSuccess"), lastError: row["lastError"],
          lastErrorAt: row.instantIfAny("lastErrorAt"), waitingActions: row["waiting"])
      }
    }
  }

  package func recordMailboxSuccess(_ name: String, now: Date) async throws(StoreError) {
    try await database.write { database in
      try database.execute(
        sql: """
          INSERT INTO mailbox (name, lastSuccess) VALUES (?, ?) ON CONFLICT (name)
          DO UPDATE SET lastSuccess = excluded.lastSuccess, lastError = NULL, lastErrorAt = NULL
          """, arguments: [name, now.storedSeconds])
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
          """, arguments: [name, error, now.storedSeconds])
    }
  }

  /// The UIDs from `from` on that have a verdict and need nothing more of the server's copy than
  /// an action; those to be fetched again are not among them.
  package func settledUIDs(
    mailbox: String, uidValidity: UInt32, from: UInt32
  ) async throws(StoreError) -> Set<UInt32> {
    try await database.read { database in
      try UInt32.fetchSet(
        database,
        sql: """
          SELECT uid FROM mail WHERE mailbox = ?1 AND uidValidity = ?2 AND uid >= ?3
          EXCEPT SELECT uid FROM fetchTrouble WHERE mailbox = ?1 AND uidValidity = ?2
          """,
        arguments: [mailbox, uidValidity, from])
    }
  }
}

extension MailboxPosition {
  static func find(_ name: String, in database: Database) throws -> MailboxPosition? {
    try Row.fetchOne(
      database.cachedStatement(sql: "SELECT uidValidity, nextUID FROM mailbox WHERE name = ?"),
      arguments: [name]
    ).flatMap(MailboxPosition.init(row:))
  }

  fileprivate init?(row: Row) {
    guard let uidValidity = row["uidValidity"] as UInt32?, let nextUID = row["nextUID"] as UInt32?
    else { return nil }
    self.init(uidValidity: uidValidity, nextUID: nextUID)
  }
}
