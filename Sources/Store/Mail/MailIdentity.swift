import Foundation
import Records

/// When two mails are the same mail, by their place on the server.
enum MailIdentity {
  /// The UIDs among `uids` at which a folder has a mail.
  static func taken(_ uids: Set<UInt32>, in folder: MailboxFolderID) -> SQL {
    """
    SELECT DISTINCT uid FROM mail
    WHERE mailboxFolder = \(folder) AND uid IN (SELECT value FROM json_each(\(Array(uids).json)))
    """
  }

  /// The row of a mail at that place whose content the server did not deliver.
  static func unfetchedMail(at place: ServerPlace, in transaction: Transaction) throws -> MailID? {
    try transaction.value(
      """
      SELECT id
      FROM mail
      WHERE mailboxFolder = \(place.folder) AND uid = \(place.uid) AND fetched = 0
      """, as: MailID.self)
  }

  static func mail(
    at place: ServerPlace, company: CompanyID?, in transaction: Transaction
  ) throws -> MailID? {
    try transaction.value(
      """
      SELECT id
      FROM mail
      WHERE mailboxFolder = \(place.folder) AND uid = \(place.uid)
        AND ifnull(company, 0) = \(company?.rawValue ?? 0)
      """, as: MailID.self)
  }
}
