import Foundation
import Records

/// The mails that could not be fetched so far.
extension Store {
  /// By UID.
  package func troubles(
    in folder: MailboxFolderID
  ) async throws(StoreError) -> [FetchTrouble] {
    try await engine.read { transaction in
      try transaction.rows(
        "SELECT * FROM fetchTrouble WHERE mailboxFolder = \(folder) ORDER BY uid"
      ).map(FetchTrouble.init(row:))
    }
  }

  /// Counts one more try alone, and with `isFirst` one more run; committed when this returns.
  package func recordTrouble(
    in folder: MailboxFolderID, uid: UInt32, because reason: MailReason, isFirst: Bool, now: Date
  ) async throws(StoreError) -> FetchTrouble {
    try await engine.write { transaction in
      try transaction.run(
        """
        INSERT INTO fetchTrouble (
          mailboxFolder, uid, tries, runs, reasonCode, reasonArguments, firstTryAt, lastTryAt)
        VALUES (\(folder), \(uid), 1, \(isFirst ? 1 : 0), \(reason.code),
          \(reason.arguments), \(now), \(now))
        ON CONFLICT DO UPDATE SET tries = tries + 1, runs = runs + excluded.runs,
          reasonCode = excluded.reasonCode, reasonArguments = excluded.reasonArguments,
          lastTryAt = excluded.lastTryAt
        """)
      let row = try transaction.row(
        "SELECT * FROM fetchTrouble WHERE mailboxFolder = \(folder) AND uid = \(uid)")
      guard let row else { throw StoreError.notFound("trouble with UID \(uid)") }
      return try FetchTrouble(row: row)
    }
  }

  /// The mails gave no trouble after all, or are gone.
  package func forgetTroubles(
    in folder: MailboxFolderID, uids: [UInt32]
  ) async throws(StoreError) {
    guard !uids.isEmpty else { return }
    try await engine.write { transaction in
      for uid in uids {
        try transaction.run(
          "DELETE FROM fetchTrouble WHERE mailboxFolder = \(folder) AND uid = \(uid)")
      }
    }
  }

  /// Has a mail that the server did not deliver asked for again, at the next look into its
  /// mailbox. Refused when the mailbox has another folder by now: there its UID is another mail's.
  package func fetchAgain(_ id: MailID, now: Date) async throws(StoreError) -> Mail {
    try await engine.write { transaction in
      let mail = try Mail.required(id, in: transaction)
      let folder = mail.folder
      try transaction.run(
        """
        UPDATE mailboxFolder SET nextUID = min(nextUID, \(mail.uid))
        WHERE id = \(folder) AND id IN (SELECT mailboxFolder FROM mailbox)
        """)
      guard !mail.isFetched, transaction.changed == 1 else {
        throw Refusal(of: .record(.mail, id.rawValue), .mail(.notToBeFetched))
      }
      try transaction.run(
        """
        INSERT INTO fetchTrouble (
          mailboxFolder, uid, tries, reasonCode, reasonArguments, lastTryAt)
        VALUES (\(folder), \(mail.uid), 0, \(mail.reason.code), \(mail.reason.arguments),
          \(now))
        ON CONFLICT DO NOTHING
        """)
      return mail
    }
  }
}

extension FetchTrouble {
  fileprivate init(row: SQLRow) throws {
    let last: Date = row["lastTryAt"]
    self.init(
      uid: row["uid"], tries: row["tries"], runs: row["runs"], reason: try row.reason(),
      firstTryAt: row["firstTryAt"] ?? last, lastTryAt: last)
  }
}
