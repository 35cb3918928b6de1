import Foundation
import Records

/// The server's copies of settled mails, by their UIDs.
extension Store {
  /// The copies among the UIDs that have a verdict and need nothing more than an action, without
  /// the digests of their contents; copies to be fetched again are not among them.
  package func settledCopies(
    of uids: [UInt32], in folder: MailboxFolderID
  ) async throws(StoreError) -> [UInt32: ServerCopy] {
    if uids.isEmpty { return [:] }
    return try await engine.read { transaction in
      let rows = try transaction.rows(
        """
        SELECT uid, announcedSize, internalDate, NULL AS contentDigest FROM mail
        WHERE mailboxFolder = \(folder) AND uid IN (SELECT value FROM json_each(\(uids.json)))
          AND NOT EXISTS (SELECT 1 FROM fetchTrouble
            WHERE fetchTrouble.mailboxFolder = \(folder) AND fetchTrouble.uid = mail.uid)
        """)
      return ServerCopy.byUID(rows)
    }
  }

  /// The copies of these mails, with the digests of their contents.
  package func copies(
    of uids: [UInt32], in folder: MailboxFolderID
  ) async throws(StoreError) -> [UInt32: ServerCopy] {
    try await engine.read { transaction in
      let rows = try transaction.rows(
        """
        SELECT uid, announcedSize, internalDate, contentDigest FROM mail
        WHERE mailboxFolder = \(folder) AND uid IN (SELECT value FROM json_each(\(uids.json)))
        """)
      return ServerCopy.byUID(rows)
    }
  }

  /// The server's copy was read again, has the content that was filed, and is said to be of that
  /// size and date.
  package func recordCopy(
    of uid: UInt32, size: Int64?, internalDate: Date?, in folder: MailboxFolderID
  ) async throws(StoreError) {
    try await engine.write { transaction in
      try transaction.run(
        """
        UPDATE mail
        SET announcedSize = \(size), internalDate = \(internalDate)
        WHERE mailboxFolder = \(folder) AND uid = \(uid)
        """)
    }
  }
}

extension ServerCopy {
  /// A mail to two companies has two rows of one copy.
  fileprivate static func byUID(_ rows: [SQLRow]) -> [UInt32: ServerCopy] {
    Dictionary(rows.map { ($0["uid"], ServerCopy(row: $0)) }, uniquingKeysWith: { $1 })
  }
}

extension [UInt32] {
  /// As a statement takes them in one value.
  var json: String { "[" + map(String.init).joined(separator: ",") + "]" }
}
