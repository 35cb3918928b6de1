import Foundation
import GRDB
import Records

/// The server's copies of settled mails, by their UIDs.
extension Store {
  /// Those of the UIDs that have a verdict and need nothing more of the server's copy than an
  /// action, without the digests of their contents; those to be fetched again are not among them.
  package func settledCopies(
    of uids: [UInt32], in folder: MailboxFolderID
  ) async throws(StoreError) -> [UInt32: ServerCopy] {
    if uids.isEmpty { return [:] }
    return try await database.read { database in
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT uid, announcedSize, internalDate, NULL AS contentDigest FROM mail
          WHERE mailboxFolder = ?1 AND uid IN (SELECT value FROM json_each(?2))
            AND NOT EXISTS (SELECT 1 FROM fetchTrouble
              WHERE fetchTrouble.mailboxFolder = ?1 AND fetchTrouble.uid = mail.uid)
          """, arguments: [folder.rawValue, uids.json])
      return try ServerCopy.byUID(rows)
    }
  }

  /// The copies of these mails, with the digests of their contents.
  package func copies(
    of uids: [UInt32], in folder: MailboxFolderID
  ) async throws(StoreError) -> [UInt32: ServerCopy] {
    try await database.read { database in
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT uid, announcedSize, internalDate, contentDigest FROM mail
          WHERE mailboxFolder = ? AND uid IN (SELECT value FROM json_each(?))
          """, arguments: [folder.rawValue, uids.json])
      return try ServerCopy.byUID(rows)
    }
  }

  /// The server's copy was read again, has the content that was filed, and is said to be of that
  /// size and date.
  package func recordCopy(
    of uid: UInt32, size: Int64?, internalDate: Date?, in folder: MailboxFolderID
  ) async throws(StoreError) {
    try await database.write { database in
      try database.execute(
        sql: """
          UPDATE mail SET announcedSize = ?, internalDate = ? WHERE mailboxFolder = ? AND uid = ?
          """, arguments: [size, internalDate?.storedSeconds, folder.rawValue, uid])
    }
  }
}

extension ServerCopy {
  /// A mail to two companies has two rows of one copy.
  fileprivate static func byUID(_ rows: RowCursor) throws -> [UInt32: ServerCopy] {
    var copies: [UInt32: ServerCopy] = [:]
    while let row = try rows.next() { copies[row["uid"]] = ServerCopy(row: row) }
    return copies
  }
}

extension [UInt32] {
  /// As a statement takes them in one value.
  var json: String { "[" + map(String.init).joined(separator: ",") + "]" }
}
