import GRDB
import Records

/// A reminder that waits to be sent, with what decides whether it still should be.
struct NoticeMember {
  let id: Int64
  let company: CompanyID
  let task: TaskID
  let person: PersonID
  let date: CivilDate
  let moment: Int64
  /// Its task is open, on that date and that person's, who is still there.
  let isWanted: Bool
  let personIsRemoved: Bool

  private static let select = """
    SELECT reminder.id, reminder.company, reminder.task, reminder.person, reminder.date,
      reminder.moment, person.removed AS personIsRemoved,
      task.state = 'open' AND task.date = reminder.date AND task.person = reminder.person
        AND person.removed = 0 AS isWanted
    FROM reminder JOIN task ON task.id = reminder.task JOIN person ON person.id = reminder.person
    """

  static let dueSQL =
    select + """
       WHERE reminder.person = ? AND reminder.state = 'planned' AND reminder.notice IS NULL
        AND reminder.waits = 0 AND reminder.moment <= ? ORDER BY reminder.moment, reminder.id
      """

  static let ofNoticeSQL =
    select + """
       WHERE reminder.notice = ? AND reminder.state IN ('planned', 'sending', 'retrying')
      ORDER BY reminder.id
      """

  /// What is due for a person and in no notice yet, earliest first.
  static func due(
    of person: Int64, at now: Int64, in database: Database
  ) throws -> [NoticeMember] {
    try Row.fetchAll(database.cachedStatement(sql: dueSQL), arguments: [person, now])
      .map(NoticeMember.init(row:))
  }

  /// What a notice still carries.
  static func of(_ notice: NoticeID, in database: Database) throws -> [NoticeMember] {
    try Row.fetchAll(database.cachedStatement(sql: ofNoticeSQL), arguments: [notice.rawValue])
      .map(NoticeMember.init(row:))
  }

  private init(row: Row) throws {
    id = row["id"]
    company = CompanyID(rawValue: row["company"])
    task = TaskID(rawValue: row["task"])
    person = PersonID(rawValue: row["person"])
    date = try row.day("date")
    moment = row["moment"]
    isWanted = row["isWanted"]
    personIsRemoved = row["personIsRemoved"]
  }
}
