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

  private static let select: SQL = """
    SELECT reminder.id, reminder.company, reminder.task, reminder.person, reminder.date,
      reminder.moment, person.removed AS personIsRemoved,
      task.state = 'open' AND task.date = reminder.date AND task.person = reminder.person
        AND person.removed = 0 AS isWanted
    FROM reminder JOIN task ON task.id = reminder.task JOIN person ON person.id = reminder.person
    """

  static func dueSQL(of person: PersonID, at now: Int64) -> SQL {
    """
    \(select)
    WHERE reminder.person = \(person) AND reminder.state = 'planned' AND reminder.notice IS NULL
      AND reminder.waits = 0 AND reminder.moment <= \(now)
    ORDER BY reminder.moment, reminder.id
    """
  }

  static func ofNoticeSQL(_ notice: NoticeID) -> SQL {
    """
    \(select) WHERE reminder.notice = \(notice)
      AND reminder.state IN ('planned', 'sending', 'retrying')
    ORDER BY reminder.id
    """
  }

  /// The reminders that are due for a person and in no notice yet, earliest first.
  static func due(
    of person: PersonID, at now: Int64, in transaction: Transaction
  ) throws -> [NoticeMember] {
    try transaction.rows(dueSQL(of: person, at: now)).map(NoticeMember.init(row:))
  }

  /// The reminders that a notice still carries.
  static func of(_ notice: NoticeID, in transaction: Transaction) throws -> [NoticeMember] {
    try transaction.rows(ofNoticeSQL(notice)).map(NoticeMember.init(row:))
  }

  private init(row: SQLRow) throws {
    id = row["id"]
    company = row["company"]
    task = row["task"]
    person = row["person"]
    date = try row.known("date")
    moment = row["moment"]
    isWanted = row["isWanted"]
    personIsRemoved = row["personIsRemoved"]
  }
}
