import Foundation
import Records

/// The position and the state of each mailbox.
extension Store {
  /// Begins with what the mailbox's name stands for now, or goes on where that was left. Under
  /// another UIDVALIDITY than the last one of this source the old UIDs mean nothing any more: what
  /// waited for them is settled. What waits in another source stays there until the mailbox comes
  /// back to it.
  package func beginMailbox(
    _ name: String, source: MailboxSource, uidValidity: UInt32, now: Date
  ) async throws(StoreError) -> MailboxOpening {
    try await engine.write { transaction in
      let folder = FolderIncarnations(
        mailbox: name, source: source, transaction: transaction, now: now)
      let present = try folder.present()
      if let present, present.uidValidity == uidValidity {
        try folder.enter(present)
        return .known(present)
      }
      let changes = try folder.begunWithinADay()
      if changes >= FolderIncarnations.mostInADay,
        try !Self.wasRefused(uidValidity, of: name, in: transaction)
      {
        return .refused(changes: changes)
      }
      let new = try folder.begin(uidValidity)
      try folder.enter(new)
      return present == nil ? .known(new) : .replaced(new)
    }
  }

  /// The incarnation was the last one that was refused; the next time it will have been.
  private static func wasRefused(
    _ uidValidity: UInt32, of mailbox: String, in transaction: Transaction
  ) throws -> Bool {
    let refused: UInt32? = try transaction.value(
      "SELECT refusedUIDValidity FROM mailbox WHERE name = \(mailbox)")
    try transaction.run(
      "UPDATE mailbox SET refusedUIDValidity = \(uidValidity) WHERE name = \(mailbox)")
    return refused == uidValidity
  }

  /// Begins a folder anew, since its server gives the same UIDs to other mails. Nil where that was
  /// done too often within a day.
  package func beginAnew(
    _ folder: MailboxFolderID, now: Date
  ) async throws(StoreError) -> MailboxPosition? {
    try await engine.write { transaction in
      let row = try transaction.row(
        "SELECT mailbox, account, folder, uidValidity FROM mailboxFolder WHERE id = \(folder)")
      guard let row else { throw StoreError.notFound("mailbox folder \(folder.rawValue)") }
      let incarnations = FolderIncarnations(
        mailbox: row["mailbox"],
        source: MailboxSource(account: row["account"], folder: row["folder"]),
        transaction: transaction, now: now)
      guard try incarnations.begunWithinADay() < FolderIncarnations.mostInADay else { return nil }
      let new = try incarnations.begin(row["uidValidity"])
      try incarnations.enter(new)
      return new
    }
  }

  /// The states of the mailboxes, by name.
  package func mailboxStates() async throws(StoreError) -> [MailboxState] {
    try await engine.read { transaction in
      try transaction.rows(
        """
        SELECT mailbox.*, uidValidity, nextUID, comparedAt, (
          SELECT count(*) FROM mailboxAction INDEXED BY mailboxActionDue
          WHERE mailboxAction.mailboxFolder = mailbox.mailboxFolder AND doneAt IS NULL
        ) AS waitingActions
        FROM mailbox LEFT JOIN mailboxFolder ON mailboxFolder.id = mailbox.mailboxFolder
        ORDER BY name
        """
      ).map { row in
        MailboxState(
          name: row["name"], position: MailboxPosition(row: row),
          lastSuccess: row["lastSuccess"], lastError: row["lastError"],
          lastErrorAt: row["lastErrorAt"],
          failingSince: row["failingSince"],
          progressAt: row["progressAt"], waiting: row["waiting"],
          waitingActions: row["waitingActions"])
      }
    }
  }

  /// Every message of the mailbox is settled; with `folder` all of that one's UIDs were compared
  /// with the verdicts.
  package func recordMailboxSuccess(
    _ name: String, comparing folder: MailboxFolderID? = nil, now: Date
  ) async throws(StoreError) {
    try await engine.write { transaction in
      try transaction.run(
        """
        INSERT INTO mailbox (name, lastSuccess, waiting)
        VALUES (\(name), \(now), 0) ON CONFLICT (name)
        DO UPDATE SET lastSuccess = excluded.lastSuccess, waiting = 0,
          lastError = NULL, lastErrorAt = NULL, failingSince = NULL
        """)
      guard let folder else { return }
      try transaction.run("UPDATE mailboxFolder SET comparedAt = \(now) WHERE id = \(folder)")
    }
  }

  /// The mailbox's folder was listed: so many messages wait for a verdict. Those that are filed
  /// from then on count down from it.
  package func recordMailboxListing(
    _ name: String, waiting: Int, now: Date
  ) async throws(StoreError) {
    try await engine.write { transaction in
      try transaction.run(
        """
        INSERT INTO mailbox (name, waiting, progressAt)
        VALUES (\(name), \(waiting), \(now)) ON CONFLICT (name)
        DO UPDATE SET waiting = excluded.waiting, progressAt = excluded.progressAt
        """)
    }
  }

  package func recordMailboxFailure(
    _ name: String, error: String, now: Date
  ) async throws(StoreError) {
    try await engine.write { transaction in
      try transaction.run(
        """
        INSERT INTO mailbox (name, lastError, lastErrorAt, failingSince)
        VALUES (\(name), \(TextLimit.words.cut(error)), \(now), \(now))
        ON CONFLICT (name) DO UPDATE SET
          failingSince = CASE WHEN ifnull(progressAt, 0) > ifnull(lastErrorAt, 0)
            THEN excluded.failingSince ELSE ifnull(failingSince, excluded.failingSince) END,
          lastError = excluded.lastError, lastErrorAt = excluded.lastErrorAt
        """)
    }
  }
}
