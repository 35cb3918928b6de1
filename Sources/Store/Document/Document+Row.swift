import Foundation
import GRDB
import Records
import System

/// Documents in the database.
extension Document: OwnedRecord {
  /// Everything that a `Document` shows; conditions follow after `WHERE`.
  static let select = """
    SELECT document.*, blob.size AS size FROM document
    JOIN blob ON blob.sha256 = document.sha256
    """

  /// The same, with what is searched of the mail that it came by.
  static let selectWithMail = """
    SELECT document.*, blob.size AS size, mail.sender AS mailSender, mail.subject AS mailSubject
    FROM document JOIN blob ON blob.sha256 = document.sha256
    LEFT JOIN mail ON mail.id = document.mail
    """

  init(row: Row) throws {
    self.init(
      id: DocumentID(rawValue: row["id"]), company: CompanyID(rawValue: row["company"]),
      state: try row.choice("state"), fileName: row["fileName"], title: row["title"],
      mediaType: row["mediaType"], declaredMediaType: row["declaredMediaType"],
      size: row["size"], sha256: Hexadecimal.text(row["sha256"] as Data),
      party: row.party, group: row.id("groupNode"),
      date: (row["date"] as String?).flatMap { CivilDate($0) },
      receivedAt: row.instant("receivedAt"),
      mail: (row["mail"] as Int64?).map(MailID.init(rawValue:)),
      duplicateOf: row.id("duplicateOf"))
  }
}
