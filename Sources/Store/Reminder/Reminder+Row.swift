import Records

/// Reminders in the transaction.
extension Reminder: OwnedRecord {
  /// Everything that a `Reminder` shows; conditions follow after it.
  static let select = """
    SELECT reminder.*, ifnull(notice.attempts, 0) AS attempts, notice.messageID, notice.reply,
      (SELECT email FROM person WHERE person.id = reminder.person) AS personEmail
    FROM reminder LEFT JOIN notice ON notice.id = reminder.notice
    """

  init(row: SQLRow) throws {
    self.init(
      id: row["id"], company: row["company"],
      task: row["task"], person: row["person"],
      personEmail: row["personEmail"], date: try row.known("date"), moment: row["moment"],
      kind: try row.known("kind"), state: try row.known("state"), attempts: row["attempts"],
      messageID: row["messageID"], reply: row["reply"])
  }

  /// By moment, then by id; of all companies when none is named.
  static func listQuery(
    company: CompanyID?, state: ReminderState?
  ) -> SQL {
    var filter = SQLFilter()
    filter.add("reminder.company =", company)
    filter.add("reminder.state =", state)
    return "\(raw: select)\(filter.sql) ORDER BY reminder.moment, reminder.id"
  }

  static func list(
    company: CompanyID?, state: ReminderState?, in transaction: Transaction
  ) throws -> [Reminder] {
    try transaction.rows(listQuery(company: company, state: state)).map(Reminder.init(row:))
  }
}
