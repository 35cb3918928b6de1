import GRDB
import Records

/// Log entries in the database.
extension LogEntry {
  /// Everything that a `LogEntry` shows; conditions follow.
  static let columns = """
    SELECT number, company, at, kind, person, customer, contact, document, task, mail, amount,
      currency, reference, text, erasedBy,
      iif(text IS NULL, (SELECT language FROM company WHERE id = logEntry.company), NULL)
        AS erasedIn,
      (SELECT email FROM person WHERE person.id = logEntry.person) AS personEmail
    FROM logEntry
    """

  init(row: Row) throws {
    let eraser: Int64? = row["erasedBy"]
    let language: Language? = try row.choiceIfAny("erasedIn")
    self.init(
      number: LogNumber(rawValue: row["number"]), company: CompanyID(rawValue: row["company"]),
      at: row.instant("at"), kind: try row.choice("kind"), person: row.id("person"),
      personEmail: row["personEmail"], party: row.party, document: row.id("document"),
      task: row.id("task"), mail: (row["mail"] as Int64?).map(MailID.init(rawValue:)),
      money: Money(storedAmount: row["amount"], currency: row["currency"]),
      reference: row["reference"],
      text: row["text"] ?? language.map { LogText($0).erased(by: eraser ?? 0) } ?? "",
      erasedBy: eraser.map(LogNumber.init(rawValue:)))
  }
}
