import GRDB
import Records

/// Reminders in the database.
extension Reminder: OwnedRecord {
  /// Everything that a `Reminder` shows; conditions follow after it.
  static let select = """
    SELECT reminder.*, ifnull(notice.attempts, 0) AS attempts, notice.messageID, notice.reply,
      (SELECT email FROM person WHERE person.id = reminder.person) AS personEmail
    FROM reminder LEFT JOIN notice ON notice.id = reminder.notice
    """

  init(row: Row) throws {
    self.init(
      id: ReminderID(rawValue: row["id"]), company: CompanyID(rawValue: row["company"]),
      task: TaskID(rawValue: row["task"]), person: PersonID(rawValue: row["person"]),
      personEmail: row["personEmail"], date: try row.day("date"), moment: row.instant("moment"),
      kind: try row.choice("kind"), state: try row.choice("state"), attempts: row["attempts"],
      messageID: row["messageID"], reply: row["reply"])
  }

  /// By moment, then by id; of all companies when none is named.
  static func listQuery(
    company: CompanyID?, state: ReminderState?
  ) -> (sql: String, arguments: StatementArguments) {
    var conditions: [String] = []
    var arguments: StatementArguments = []
    if let company {
      conditions.append("reminder.company = ?")
      arguments += [company.rawValue]
    }
    if let state {
      conditions.append("reminder.state = ?")
      arguments += [state.rawValue]
    }
    let filter = conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND ")
    return (select + filter + " ORDER BY reminder.moment, reminder.id", arguments)
  }

  static func list(
    company: CompanyID?, state: ReminderState?, in database: Database
  ) throws -> [Reminder] {
    let (sql, arguments) = listQuery(company: company, state: state)
    return try Row.fetchAll(database, sql: sql, arguments: arguments).map(Reminder.init(row:))
  }
}
