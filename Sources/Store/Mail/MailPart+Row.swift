import GRDB
import Records

/// Parts in the database.
extension MailPart {
  static let select = "SELECT * FROM part WHERE mail = ? ORDER BY position"

  init(row: Row) throws {
    self.init(
      path: row["path"], mediaType: row["mediaType"],
      declaredMediaType: row["declaredMediaType"], fileName: row["fileName"],
      size: row["size"], verdict: try row.choice("verdict"), reason: try row.reason(),
      document: (row["document"] as Int64?).map(DocumentID.init(rawValue:)))
  }
}
