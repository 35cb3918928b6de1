import Foundation
import GRDB
import Records

/// Keeps the reminders of one company's tasks as the tasks, and what is asked for them, are;
/// inside the transaction that changed those.
struct ReminderPlanning {
  let database: Database
  let company: Company
  let defaults: ReminderDefaults
  /// Seconds since 1970.
  let now: Int64
  private let today: CivilDate

  init(
    _ company: Company, defaults: ReminderDefaults, now: Date, in database: Database
  ) throws {
    self.database = database
    self.company = company
    self.defaults = defaults
    self.now = now.storedSeconds
    today = try LocalClock(company).day(at: now.storedSeconds)
  }

  /// Plans or drops what a task needs after it was saved. Harmless when nothing changed.
  func follow(_ task: CustomerTask) throws {
    try dropOutdated(task)
    guard let changes = try changes(for: task) else { return }
    for id in changes.dropped { try execute("DELETE FROM reminder WHERE id = ?", [id]) }
    for id in changes.revived {
      try execute(
        "UPDATE reminder SET state = 'planned', notice = NULL, waits = ? WHERE id = ?",
        [!company.active, id])
    }
    for (id, moment) in changes.moved {
      try execute(
        "UPDATE reminder SET moment = ?, kind = ? WHERE id = ?",
        [moment.moment, moment.kind.rawValue, id])
    }
    for moment in changes.added { try insert(moment, for: task) }
  }

  /// What of a task's plan is not as it should be; nil when it should have none.
  func changes(for task: CustomerTask) throws -> PlanChanges? {
    guard task.state == .open, task.date >= today else { return nil }
    let person = try Person.required(task.person, of: company.id, in: database)
    guard !person.removed else { return nil }
    let rule = try ReminderRule(
      days: task.reminderDays, person: person, company: company, defaults: defaults,
      clock: LocalClock(company))
    return PlanChanges(
      from: try known(of: task), to: rule.moments(for: task.date),
      isToday: task.date == today, now: now)
  }

  /// Follows all open tasks of one person, or of the company.
  func followAll(of person: PersonID? = nil) throws {
    var page = OpenTasks(of: company.id, person: person, from: today)
    while let tasks = try page.next(in: database) {
      for task in tasks { try follow(task) }
    }
  }

  /// Lets the company's reminders wait, or go on, as it is switched off or on.
  func followSwitch() throws {
    let waits = company.active ? 0 : 1
    try execute(
      "UPDATE reminder SET waits = ? WHERE company = ? AND state = 'planned'",
      [waits, company.id.rawValue])
    try execute(
      "UPDATE notice SET waits = ? WHERE company = ? AND dueAt IS NOT NULL",
      [waits, company.id.rawValue])
  }

  /// What is not on its way yet to somebody who is being removed is cancelled, and logged.
  func cancelAll(of person: PersonID) throws {
    let tasks = try Int64.fetchAll(
      database.cachedStatement(
        sql: """
          SELECT DISTINCT task FROM reminder
          WHERE person = ? AND state IN ('planned', 'retrying') ORDER BY task
          """), arguments: [person.rawValue])
    try execute(
      """
      UPDATE reminder SET state = 'cancelled'
      WHERE person = ? AND state IN ('planned', 'retrying')
      """, [person.rawValue])
    let record = ReminderRecord(database: database, now: now)
    for task in tasks {
      try record.log(.reminderCancelled, of: TaskID(rawValue: task), to: person, in: company.id)
    }
  }

  /// Reminders that were planned for another date or person, or for a task that has ended.
  private func dropOutdated(_ task: CustomerTask) throws {
    guard task.state == .open else {
      try execute(
        """
        UPDATE reminder SET state = 'cancelled'
        WHERE task = ? AND state IN ('planned', 'retrying')
        """, [task.id.rawValue])
      return
    }
    let isOutdated = "task = ? AND (date <> ? OR person <> ?)"
    let arguments: StatementArguments = [
      task.id.rawValue, task.date.description, task.person.rawValue,
    ]
    try execute(
      "DELETE FROM reminder WHERE \(isOutdated) AND state = 'planned' AND notice IS NULL",
      arguments)
    try execute(
      """
      UPDATE reminder SET state = 'cancelled'
      WHERE \(isOutdated) AND state IN ('planned', 'retrying')
      """, arguments)
  }

  static let knownSQL = """
    SELECT id, daysBefore, moment, kind, state = 'planned' AND notice IS NULL AS isWaiting,
      state = 'missed' AS isMissed
    FROM reminder WHERE task = ? AND date = ? AND person = ? AND state <> 'cancelled'
    """

  private func known(of task: CustomerTask) throws -> [KnownReminder] {
    try Row.fetchAll(
      database.cachedStatement(sql: Self.knownSQL),
      arguments: [task.id.rawValue, task.date.description, task.person.rawValue]
    ).map { row in
      KnownReminder(
        id: row["id"], daysBefore: row["daysBefore"], moment: row["moment"],
        kind: try row.choice("kind"), waits: row["isWaiting"],
        isMissed: row["isMissed"])
    }
  }

  private func insert(_ moment: PlannedMoment, for task: CustomerTask) throws {
    try execute(
      """
      INSERT INTO reminder (company, task, person, date, daysBefore, moment, kind, waits)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        company.id.rawValue, task.id.rawValue, task.person.rawValue, task.date.description,
        moment.daysBefore, moment.moment, moment.kind.rawValue, !company.active,
      ])
  }

  private func execute(_ sql: String, _ arguments: StatementArguments) throws {
    try database.cachedStatement(sql: sql).execute(arguments: arguments)
  }
}
