import Foundation
import GRDB
import Records

/// The actions that committed verdicts ask for on the server.
extension Store {
  static let dueActionsSQL = """
    SELECT uid, action, tries, copyUIDValidity, copyFrom, copied FROM mailboxAction
    WHERE mailboxFolder = ? AND doneAt IS NULL ORDER BY uid
    """

  /// The actions that have not been done yet, by UID.
  package func dueActions(
    in folder: MailboxFolderID
  ) async throws(StoreError) -> [DueAction] {
    try await database.read { database in
      try Row.fetchAll(
        database, sql: Store.dueActionsSQL, arguments: [folder.rawValue]
      ).map { row in
        DueAction(
          uid: row["uid"], action: try row.choice("action"), tries: row["tries"],
          copying: DueAction.Copying(row))
      }
    }
  }

  package func actionsDone(
    _ uids: [UInt32], in folder: MailboxFolderID, now: Date
  ) async throws(StoreError) {
    try await change(uids, in: folder, "doneAt = ?, lastError = NULL", [now.storedSeconds])
  }

  /// They will never be done, for that reason.
  package func actionsDropped(
    _ uids: [UInt32], in folder: MailboxFolderID, because reason: String, now: Date
  ) async throws(StoreError) {
    try await change(
      uids, in: folder, "doneAt = ?, lastError = ?",
      [now.storedSeconds, TextLimit.words.cut(reason)])
  }

  /// They stay due.
  package func actionsFailed(
    _ uids: [UInt32], in folder: MailboxFolderID, error: String
  ) async throws(StoreError) {
    try await change(
      uids, in: folder, "tries = tries + 1, lastError = ?", [TextLimit.words.cut(error)])
  }

  /// Copies of these mails are about to be made.
  package func copiesBegun(
    of uids: [UInt32], in folder: MailboxFolderID, at target: CopyTarget
  ) async throws(StoreError) {
    try await change(
      uids, in: folder, "copyUIDValidity = ?, copyFrom = ?", [target.uidValidity, target.first])
  }

  /// Copies of these mails are in their folder; the mails themselves are still to be deleted.
  package func copiesMade(
    of uids: [UInt32], in folder: MailboxFolderID
  ) async throws(StoreError) {
    try await change(uids, in: folder, "copied = 1", [])
  }

  /// Changes the due actions of these mails.
  private func change(
    _ uids: [UInt32], in folder: MailboxFolderID, _ columns: String,
    _ values: [(any DatabaseValueConvertible & Sendable)?]
  ) async throws(StoreError) {
    guard !uids.isEmpty else { return }
    try await database.write { database in
      let statement = try database.cachedStatement(
        sql: """
          UPDATE mailboxAction SET \(columns)
          WHERE mailboxFolder = ? AND uid = ? AND doneAt IS NULL
          """)
      for uid in uids {
        try statement.execute(arguments: StatementArguments(values) + [folder.rawValue, uid])
      }
    }
  }
}

extension DueAction.Copying {
  fileprivate init(_ row: Row) {
    if row["copied"] {
      self = .made
    } else if let first = row["copyFrom"] as UInt32? {
      self = .begun(CopyTarget(uidValidity: row["copyUIDValidity"], first: first))
    } else {
      self = .notBegun
    }
  }
}
