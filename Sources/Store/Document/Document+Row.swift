import Foundation
import Platform
import Records

/// Documents in the transaction.
extension Document: OwnedRecord {
  /// Everything that a `Document` shows, and what is searched; conditions follow after `WHERE`.
  static let select = """
    SELECT document.*, blob.size AS size, mail.sender AS mailSender,
      mail.subject AS mailSubject, \(companySlug), \(GroupTree.path(of: "document"))
    FROM document JOIN blob ON blob.sha256 = document.sha256
    LEFT JOIN mail ON mail.id = document.mail
    """

  init(row: SQLRow) throws {
    self.init(
      id: row["id"], company: row["company"], companySlug: row["companySlug"],
      state: try row.known("state"), fileName: row["fileName"], title: row["title"],
      mediaType: row["mediaType"], declaredMediaType: row["declaredMediaType"],
      size: row["size"], sha256: row["sha256"],
      party: row.party, group: row["groupNode"], groupPath: row["groupPath"],
      date: row["date"], notes: row["notes"], keepUntil: row["keepUntil"],
      externalID: row["externalID"], receivedAt: row["receivedAt"],
      mail: row["mail"], duplicateOf: row["duplicateOf"],
      sender: row["mailSender"], subject: row["mailSubject"])
  }
}
