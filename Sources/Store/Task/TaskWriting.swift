import Foundation
import Records

/// Changes of tasks, inside one write transaction.
struct TaskWriting {
  let change: RecordedChange
  let planning: ReminderPlanning

  private var transaction: Transaction { change.transaction }
  private var company: Company { change.record }

  /// A task before `today`, or before the company's day now, is recorded as done, unless it is to
  /// stay open.
  func add(_ new: NewTask, today: CivilDate?) throws -> CustomerTask {
    let details = try TaskDetails(new, of: company.id, in: transaction)
    let state: TaskState = details.date < today ?? planning.today && !new.staysOpen ? .done : .open
    try transaction.run(
      """
      INSERT INTO task (company, state, person, description, date, groupNode, customer, contact,
        reminderDays)
      VALUES (\(company.id), \(state), \(details.person), \(details.description),
        \(details.date), \(details.group), \(details.party.customer),
        \(details.party.contact), \(StoredDays.encoded(details.reminderDays)))
      """)
    let id = transaction.inserted(TaskID.self)
    return try saved(id, as: .taskAdded) { $0.taskAdded($1, of: $2) }
  }

  /// Changes details; the state stays, and those of past tasks may be corrected.
  func edit(_ id: TaskID, _ change: TaskChange) throws -> CustomerTask {
    let task = try CustomerTask.required(id, of: company.id, in: transaction)
    let tree = try GroupTree(of: company.id, in: transaction)
    let old = TaskDetails(task)
    let new = try TaskDetails(task, change, in: tree, transaction)
    guard new != old else { return task }
    try transaction.run(
      """
      UPDATE task SET person = \(new.person), description = \(new.description),
        date = \(new.date), groupNode = \(new.group), customer = \(new.party.customer),
        contact = \(new.party.contact), reminderDays = \(StoredDays.encoded(new.reminderDays))
      WHERE id = \(id) AND company = \(company.id)
      """)
    let changes = try changes(from: old, to: new, in: tree)
    return try saved(id, as: .taskEdited) { logText, _, _ in
      logText.taskEdited(old.description, changes)
    }
  }

  /// Ends an open task; one that has ended so already stays as it is and is not logged.
  func end(_ id: TaskID, as state: TaskState) throws -> CustomerTask {
    let old = try CustomerTask.required(id, of: company.id, in: transaction)
    guard old.state != state else { return old }
    guard old.state == .open else {
      throw Refusal(
        of: .record(id), .state(old.state == .done ? .taskIsDone : .taskWasCancelled))
    }
    try transaction.run(
      "UPDATE task SET state = \(state) WHERE id = \(id) AND company = \(company.id)")
    return try saved(id, as: state == .done ? .taskDone : .taskCancelled) {
      $0.taskEnded($1, of: $2)
    }
  }

  /// Every task that was added, edited, done or cancelled passes here, in the transaction that
  /// wrote it: its reminders are planned and the log is told.
  private func saved(
    _ id: TaskID, as kind: LogKind,
    _ text: (_ logText: LogText, _ task: CustomerTask, _ person: String) -> String
  ) throws -> CustomerTask {
    let task = try CustomerTask.required(id, of: company.id, in: transaction)
    let name = try task.person.storedName(of: company.id, in: transaction)
    try change.log(kind, task.party, task: id, text(change.logText, task, name))
    try planning.follow(task)
    return task
  }

  private func changes(
    from old: TaskDetails, to new: TaskDetails, in tree: GroupTree
  ) throws -> FieldChanges {
    var changes = FieldChanges()
    let language = company.language
    changes.note(
      .description, LogText.inOneLine(old.description), LogText.inOneLine(new.description))
    changes.note(.date, old.date.text(in: language), new.date.text(in: language))
    try changes.note(.person, old.person, new.person) {
      try $0.storedName(of: company.id, in: transaction)
    }
    changes.note(.group, old.group, new.group, named: tree.path(of:))
    try changes.note(old.party, new.party, of: company.id, in: transaction)
    changes.note(.reminderDays, written(old.reminderDays), written(new.reminderDays))
    return changes
  }

  /// `7, 1, 0`
  private func written(_ days: [Int]?) -> String? {
    days.map { $0.map(String.init).joined(separator: ", ") }
  }
}
