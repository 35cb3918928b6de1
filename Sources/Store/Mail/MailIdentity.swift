import Foundation
import GRDB
import Records

/// When two mails are the same mail, by their place on the server.
enum MailIdentity {
  static let onServerSQL = """
    SELECT id FROM mail WHERE mailboxFolder = ? AND uid = ? AND ifnull(company, 0) = ?
    """

  static let unfetchedSQL = """
    SELECT id FROM mail WHERE mailboxFolder = ? AND uid = ? AND fetched = 0
    """

  /// Of the UIDs in a JSON array those at which a folder has a mail.
  static let takenSQL = """
    SELECT DISTINCT uid FROM mail
    WHERE mailboxFolder = ? AND uid IN (SELECT value FROM json_each(?))
    """

  /// The row of a mail at that place whose content the server did not deliver.
  static func unfetchedMail(at place: ServerPlace, in database: Database) throws -> MailID? {
    try Int64.fetchOne(
      database.cachedStatement(sql: unfetchedSQL),
      arguments: [place.folder.rawValue, place.uid]
    ).map(MailID.init(rawValue:))
  }

  static func mail(
    at place: ServerPlace, company: CompanyID?, in database: Database
  ) throws -> MailID? {
    try Int64.fetchOne(
      database.cachedStatement(sql: onServerSQL),
      arguments: [place.folder.rawValue, place.uid, company?.rawValue ?? 0]
    ).map(MailID.init(rawValue:))
  }
}
