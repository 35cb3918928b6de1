import Foundation
import Records

/// Keeps the reminders of one company's tasks as the tasks, and what is asked for them, are;
/// inside the transaction that changed those.
struct ReminderPlanning {
  let transaction: Transaction
  let company: Company
  let defaults: ReminderDefaults
  /// Seconds since 1970.
  let now: Int64
  /// At the company.
  let today: CivilDate

  init(
    _ company: Company, defaults: ReminderDefaults, now: Date, in transaction: Transaction
  ) throws {
    self.transaction = transaction
    self.company = company
    self.defaults = defaults
    self.now = now.storedSeconds
    today = try LocalClock(company).day(at: now.storedSeconds)
  }

  /// Plans or drops what a task needs after it was saved. Harmless when nothing changed.
  func follow(_ task: CustomerTask) throws {
    try dropOutdated(task)
    guard let changes = try changes(for: task) else { return }
    for id in changes.dropped { try transaction.run("DELETE FROM reminder WHERE id = \(id)") }
    for id in changes.revived {
      try transaction.run(
        """
        UPDATE reminder
        SET state = 'planned', notice = NULL, waits = \(!company.active)
        WHERE id = \(id)
        """)
    }
    for (id, moment) in changes.moved {
      try transaction.run(
        "UPDATE reminder SET moment = \(moment.moment), kind = \(moment.kind) WHERE id = \(id)")
    }
    for moment in changes.added { try insert(moment, for: task) }
  }

  /// The changes that a task's plan needs; nil when the task should have no plan.
  func changes(for task: CustomerTask) throws -> PlanChanges? {
    guard task.state == .open, task.date >= today else { return nil }
    let person = try Person.required(task.person, of: company.id, in: transaction)
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
    while let tasks = try page.next(in: transaction) {
      for task in tasks { try follow(task) }
    }
  }

  /// Lets the company's reminders wait, or go on, as it is switched off or on.
  func followSwitch() throws {
    let waits = company.active ? 0 : 1
    try transaction.run(
      "UPDATE reminder SET waits = \(waits) WHERE company = \(company.id) AND state = 'planned'")
    try transaction.run(
      "UPDATE notice SET waits = \(waits) WHERE company = \(company.id) AND dueAt IS NOT NULL")
  }

  /// Cancels, and logs, the reminders of a person who is being removed that are not on their way
  /// yet.
  func cancelAll(of person: PersonID) throws {
    let tasks = try transaction.values(
      """
      SELECT DISTINCT task FROM reminder
      WHERE person = \(person) AND state IN ('planned', 'retrying') ORDER BY task
      """, as: Int64.self)
    try transaction.run(
      """
      UPDATE reminder SET state = 'cancelled'
      WHERE person = \(person) AND state IN ('planned', 'retrying')
      """)
    let record = ReminderRecord(transaction: transaction, now: now)
    for task in tasks {
      try record.log(.reminderCancelled, of: TaskID(rawValue: task), to: person, in: company.id)
    }
  }

  /// Reminders that were planned for another date or person, or for a task that has ended.
  private func dropOutdated(_ task: CustomerTask) throws {
    guard task.state == .open else {
      try transaction.run(
        """
        UPDATE reminder SET state = 'cancelled'
        WHERE task = \(task.id) AND state IN ('planned', 'retrying')
        """)
      return
    }
    let isOutdated: SQL = """
      task = \(task.id) AND (date <> \(task.date) OR person <> \(task.person))
      """
    try transaction.run(
      "DELETE FROM reminder WHERE \(isOutdated) AND state = 'planned' AND notice IS NULL")
    try transaction.run(
      """
      UPDATE reminder SET state = 'cancelled'
      WHERE \(isOutdated) AND state IN ('planned', 'retrying')
      """)
  }

  /// The task's reminders that are planned for its date and person, or were.
  static func known(of task: CustomerTask) -> SQL {
    """
    SELECT id, daysBefore, moment, kind, state = 'planned' AND notice IS NULL AS isWaiting,
      state = 'missed' AS isMissed
    FROM reminder WHERE task = \(task.id) AND date = \(task.date) AND person = \(task.person)
      AND state <> 'cancelled'
    """
  }

  private func known(of task: CustomerTask) throws -> [KnownReminder] {
    try transaction.rows(Self.known(of: task)).map { row in
      KnownReminder(
        id: row["id"], daysBefore: row["daysBefore"], moment: row["moment"],
        kind: try row.known("kind"), waits: row["isWaiting"],
        isMissed: row["isMissed"])
    }
  }

  private func insert(_ moment: PlannedMoment, for task: CustomerTask) throws {
    try transaction.run(
      """
      INSERT INTO reminder (company, task, person, date, daysBefore, moment, kind, waits)
      VALUES (\(company.id), \(task.id), \(task.person), \(task.date.description),
        \(moment.daysBefore), \(moment.moment), \(moment.kind), \(!company.active))
      """)
  }

}
