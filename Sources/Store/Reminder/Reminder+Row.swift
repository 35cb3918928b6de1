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
  static func list(
    company: CompanyID?, state: ReminderState?, _ page: ListPage<ReminderID>,
    in transaction: Transaction
  ) throws -> [Reminder] {
    let order = ListOrder(table: "reminder", columns: ["moment", "id"])
    var filter = SQLFilter()
    filter.add("reminder.company =", company)
    try filter.begin(order, after: page.after, in: transaction) { .notFound($0) }
    filter.add("reminder.state =", state)
    return try RecordList(select, filter, order, limit: page.limit)
      .rows(in: transaction, Reminder.init(row:))
  }
}
