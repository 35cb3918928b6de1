import Foundation
import Records

/// The actions that committed verdicts ask for on the server.
extension Store {
  /// The actions that have not been done yet, by UID.
  package func dueActions(
    in folder: MailboxFolderID
  ) async throws(StoreError) -> [DueAction] {
    try await engine.read { transaction in
      try transaction.rows(
        """
        SELECT uid, action, tries, copyUIDValidity, copyFrom, copied FROM mailboxAction
        WHERE mailboxFolder = \(folder) AND doneAt IS NULL ORDER BY uid
        """
      ).map { row in
        DueAction(
          uid: row["uid"], action: try row.known("action"), tries: row["tries"],
          copying: DueAction.Copying(row))
      }
    }
  }

  package func actionsDone(
    _ uids: [UInt32], in folder: MailboxFolderID, now: Date
  ) async throws(StoreError) {
    try await change(uids, in: folder, "doneAt = \(now), lastError = NULL")
  }

  /// They will never be done, for that reason.
  package func actionsDropped(
    _ uids: [UInt32], in folder: MailboxFolderID, because reason: String, now: Date
  ) async throws(StoreError) {
    try await change(
      uids, in: folder, "doneAt = \(now), lastError = \(TextLimit.words.cut(reason))")
  }

  /// They stay due.
  package func actionsFailed(
    _ uids: [UInt32], in folder: MailboxFolderID, error: String
  ) async throws(StoreError) {
    try await change(
      uids, in: folder, "tries = tries + 1, lastError = \(TextLimit.words.cut(error))")
  }

  /// Copies of these mails are about to be made.
  package func copiesBegun(
    of uids: [UInt32], in folder: MailboxFolderID, at target: CopyTarget
  ) async throws(StoreError) {
    try await change(
      uids, in: folder,
      "copyUIDValidity = \(target.uidValidity), copyFrom = \(target.first)")
  }

  /// Copies of these mails are in their folder; the mails themselves are still to be deleted.
  package func copiesMade(
    of uids: [UInt32], in folder: MailboxFolderID
  ) async throws(StoreError) {
    try await change(uids, in: folder, "copied = 1")
  }

  /// Changes the due actions of these mails.
  private func change(
    _ uids: [UInt32], in folder: MailboxFolderID, _ assignments: SQL
  ) async throws(StoreError) {
    guard !uids.isEmpty else { return }
    try await engine.write { transaction in
      for uid in uids {
        try transaction.run(
          """
          UPDATE mailboxAction SET \(assignments)
          WHERE mailboxFolder = \(folder) AND uid = \(uid) AND doneAt IS NULL
          """)
      }
    }
  }
}

extension DueAction.Copying {
  fileprivate init(_ row: SQLRow) {
    if row["copied"] {
      self = .made
    } else if let first = row["copyFrom"] as UInt32? {
      self = .begun(CopyTarget(uidValidity: row["copyUIDValidity"], first: first))
    } else {
      self = .notBegun
    }
  }
}
