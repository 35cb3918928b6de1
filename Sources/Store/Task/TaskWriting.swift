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
    let details = try TaskDetails(new, change)
    let externalID = try FieldRule.rowExternalID(new.externalID)
    try CustomerTask.refuseTaken(externalID: externalID, of: company.id, in: transaction)
    let state: TaskState = details.date < today ?? planning.today && !new.staysOpen ? .done : .open
    let id = try insert(details, state, externalID: externalID)
    let moment = state == .done ? try momentOfWork(on: details.date) : nil
    let task = try saved(id, as: .taskAdded, at: moment) { $0.taskAdded($1, of: $2) }
    if state == .done { try planNext(of: task) }
    return task
  }

  private func insert(
    _ details: TaskDetails, _ state: TaskState, externalID: String? = nil,
    follows: TaskID? = nil
  ) throws -> TaskID {
    try transaction.run(
      """
      INSERT INTO task (company, state, person, description, date, groupNode, customer, contact,
        reminderDays, every, everyDay, externalID, follows)
      VALUES (\(company.id), \(state), \(details.person), \(details.description),
        \(details.date), \(details.group), \(details.party.customer),
        \(details.party.contact), \(StoredDays.encoded(details.reminderDays)),
        \(details.every), \(details.everyDay), \(externalID), \(follows))
      """)
    return transaction.inserted()
  }

  /// Work that was done on a past day stands in the log at that day's noon, since nobody knows its
  /// hour: noon comes on every day in every zone, and is on the same day in most others.
  private func momentOfWork(on day: CivilDate) throws -> Date {
    let seconds = try LocalClock(company).instant(day, at: .noon)
    return Date(timeIntervalSince1970: TimeInterval(seconds))
  }

  /// Changes details; the state stays, and those of past tasks may be corrected.
  func edit(_ id: TaskID, _ change: TaskChange) throws -> CustomerTask {
    let task = try CustomerTask.required(id, of: company.id, in: transaction)
    let tree = try self.change.groups()
    let old = TaskDetails(task)
    let new = try TaskDetails(task, change, in: tree, transaction)
    guard new != old else { return task }
    try transaction.run(
      """
      UPDATE task SET person = \(new.person), description = \(new.description),
        date = \(new.date), groupNode = \(new.group), customer = \(new.party.customer),
        contact = \(new.party.contact), reminderDays = \(StoredDays.encoded(new.reminderDays)),
        every = \(new.every), everyDay = \(new.everyDay)
      WHERE id = \(id) AND company = \(company.id)
      """)
    let changes = try changes(from: old, to: new, in: tree)
    let reason = try change.reason.map { (text) throws(Refusal) in
      try FieldRule.longText(text, .text)
    }
    let edited = try saved(id, as: .taskEdited) { logText, _, _ in
      logText.taskEdited(old.description, changes, reason: reason)
    }
    try self.change.keep(
      .task(
        back: old.edit(of: new, by: address(of: old.person)),
        forth: new.edit(of: old, by: address(of: new.person))))
    return edited
  }

  private func address(of person: PersonID) throws -> String {
    try Person.required(person, of: company.id, in: transaction).email
  }

  /// The task is as an edit would leave it.
  func isLeft(_ id: TaskID, by edit: TaskChange) throws -> Bool {
    let task = try CustomerTask.required(id, of: company.id, in: transaction)
    return try TaskDetails(task, edit, in: change.groups(), transaction) == TaskDetails(task)
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
    let ended = try saved(id, as: state == .done ? .taskDone : .taskCancelled) {
      $0.taskEnded($1, of: $2)
    }
    if state == .done { try planNext(of: ended) }
    return ended
  }

  /// Undoes the end of a task.
  func reopen(_ id: TaskID) throws -> CustomerTask {
    let old = try CustomerTask.required(id, of: company.id, in: transaction)
    guard old.state != .open else { return old }
    try transaction.run(
      "UPDATE task SET state = 'open' WHERE id = \(id) AND company = \(company.id)")
    try takeBackNext(of: old)
    return try saved(id, as: .taskReopened, undoing: [.taskDone, .taskCancelled, .taskAdded]) {
      $0.taskReopened($1, of: $2)
    }
  }

  /// Adds the next task of a series of which one was done, unless there is one.
  private func planNext(of task: CustomerTask) throws {
    guard let every = task.every, try follower(of: task) == nil,
      let date = every.first(
        after: task.date, and: planning.today, on: task.everyDay ?? task.date.day)
    else { return }
    let next = TaskDetails(task).on(date)
    let id = try insert(next, .open, follows: task.id)
    try saved(id, as: .taskAdded) { $0.taskAdded($1, of: $2) }
  }

  /// Cancels the task that follows in a series, while it is as it was planned.
  private func takeBackNext(of task: CustomerTask) throws {
    guard let next = try follower(of: task),
      TaskDetails(next) == TaskDetails(task).on(next.date),
      // Neither its date nor its state was ever another.
      try transaction.value("SELECT sequence FROM task WHERE id = \(next.id)") == 0
    else { return }
    try transaction.run(
      """
      UPDATE task SET state = 'cancelled', follows = NULL
      WHERE id = \(next.id) AND company = \(company.id)
      """)
    try saved(next.id, as: .taskCancelled, undoing: [.taskAdded]) { $0.taskEnded($1, of: $2) }
  }

  private func follower(of task: CustomerTask) throws -> CustomerTask? {
    try transaction.row(
      """
      \(raw: CustomerTask.select) WHERE task.company = \(company.id) AND task.follows = \(task.id)
      """
    ).map(CustomerTask.init(row:))
  }

  /// Every task that was added, edited, done, cancelled or opened again passes here, in the
  /// transaction that wrote it: its reminders are planned and the log is told. An undoing names the
  /// last entry of the kinds that it may undo.
  @discardableResult
  private func saved(
    _ id: TaskID, as kind: LogKind, undoing kinds: [LogKind] = [], at moment: Date? = nil,
    _ text: (_ logText: LogText, _ task: CustomerTask, _ person: String) -> String
  ) throws -> CustomerTask {
    let task = try CustomerTask.required(id, of: company.id, in: transaction)
    let name = try task.person.storedName(of: company.id, in: transaction)
    let undone = kinds.isEmpty ? nil : try change.lastEntry(kinds, on: id)
    try change.log(
      kind, task.party, task: id, of: task.person, correcting: undone, at: moment,
      text(change.logText, task, name))
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
    changes.note(
      .reminderDays, LogText.days(old.reminderDays), LogText.days(new.reminderDays))
    changes.note(.every, old.every?.words[language], new.every?.words[language])
    return changes
  }
}
