import Records

/// Parts in the transaction.
extension MailPart {
  init(row: SQLRow) throws {
    self.init(
      path: row["path"], mediaType: row["mediaType"],
      declaredMediaType: row["declaredMediaType"], fileName: row["fileName"],
      size: row["size"], verdict: try row.known("verdict"), reason: try row.reason(),
      document: row["document"])
  }
}
