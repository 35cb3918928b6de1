import GRDB

/// Log entries in the database.
extension LogEntry {
  init(row: Row) throws {
    self.init(
      id: LogEntryID(rawValue: row["id"]), company: CompanyID(rawValue: row["company"]),
      at: row.instant("at"), kind: try row.choice("kind"),
      person: (row["person"] as Int64?).map(PersonID.init(rawValue:)),
      personEmail: row["personEmail"],
      document: (row["document"] as Int64?).map(DocumentID.init(rawValue:)),
      mail: (row["mail"] as Int64?).map(MailID.init(rawValue:)), text: row["text"] ?? "")
  }
}
