import Records

/// Log entries in the transaction.
extension LogEntry {
  /// Everything that a `LogEntry` shows; conditions follow.
  static let columns = """
    SELECT number, company, at, kind, person, customer, contact, document, task, mail, amount,
      currency, reference, text, externalID, recordedAt, corrects, erasedBy,
      (SELECT group_concat(number) FROM logEntry AS later
        WHERE later.company = logEntry.company AND later.corrects = logEntry.number)
        AS correctedBy,
      iif(text IS NULL, (SELECT language FROM company WHERE id = logEntry.company), NULL)
        AS erasedIn,
      (SELECT email FROM person WHERE person.id = logEntry.person) AS personEmail
    FROM logEntry
    """

  init(row: SQLRow) throws {
    let eraser: Int64? = row["erasedBy"]
    let language: Language? = try row.known("erasedIn")
    self.init(
      number: row["number"], company: row["company"],
      at: row["at"], kind: try row.known("kind"), person: row["person"],
      personEmail: row["personEmail"], party: row.party, document: row["document"],
      task: row["task"], mail: row["mail"],
      money: Money(storedAmount: row["amount"], currency: row["currency"]),
      reference: row["reference"], externalID: row["externalID"], recordedAt: row["recordedAt"],
      corrects: row["corrects"],
      correctedBy: (row["correctedBy"] as String?)?.split(separator: ",")
        .compactMap { Int64($0).map(LogNumber.init(rawValue:)) }.sorted() ?? [],
      text: row["text"] ?? language.map { LogText($0).erased(by: eraser ?? 0) } ?? "",
      erasedBy: eraser.map(LogNumber.init(rawValue:)))
  }
}
