import Records

/// Tasks from a file.
extension ActingCompany {
  /// Adds and updates tasks with their reminders and log entries: all rows, or none when anything
  /// is wrong with one of them. A row whose external id is known changes the fields that the file
  /// has columns for, and the state where the row names one. Rows are written in batches, see
  /// `ImportRun`.
  @discardableResult
  package func importTasks(
    _ batch: ImportBatch<ImportedTexts>, _ manner: ImportManner = ImportManner(),
    deliver: Delivery<ImportOutcome> = { _ in }
  ) async throws -> ImportOutcome {
    let acting = self
    return try await importRecords(
      batch, .tasks, manner, deliver: deliver, step: TaskRevision.step
    ) { step, change in
      let writing = TaskWriting(change: change, planning: try acting.planning(change))
      switch step {
      case .add(let row):
        let task = try writing.add(row.new, today: nil)
        if let state = row.state, state != .open, task.state == .open {
          _ = try writing.end(task.id, as: state)
        }
        return .added
      case .edit(let old, let new):
        guard old != new else { return .unchanged }
        // Opened before it is edited: what follows in its series is like the task as it was.
        if new.state != old.state { _ = try writing.reopen(new.id) }
        _ = try writing.edit(new.id, new.change)
        if new.state != .open { _ = try writing.end(new.id, as: new.state) }
        return .updated
      }
    }
  }
}

/// A task that a row adds, and the state that the row wants for it.
private struct TaskToAdd {
  let new: NewTask
  let state: TaskState?
}

/// A task before or after the edit that a row asks for.
private struct TaskRevision: Equatable {
  let id: TaskID
  let details: TaskDetails
  let state: TaskState
  /// The edit that led to it.
  var change = TaskChange()

  static func == (one: TaskRevision, other: TaskRevision) -> Bool {
    one.details == other.details && one.state == other.state
  }
}

extension TaskRevision {
  @Sendable static func step(
    _ row: ImportedTexts, externalID: String?, _ change: RecordedChange,
    _ faults: inout FieldFaults
  ) throws -> RowStep<TaskToAdd, TaskRevision>? {
    guard let externalID,
      let old = try CustomerTask.find(
        externalID: externalID, of: change.company, in: change.transaction)
    else { return try row.task(externalID, change, &faults).map(RowStep.add) }
    let before = faults.errors.count
    let edit = try row.taskChange(change, &faults)
    let state = row.state(&faults)
    guard faults.errors.count == before else { return nil }
    let details = try faults.tried {
      try TaskDetails(old, edit, in: change.groups(), change.transaction)
    }
    return details.map {
      .edit(
        TaskRevision(id: old.id, details: TaskDetails(old), state: old.state),
        into: TaskRevision(id: old.id, details: $0, state: state ?? old.state, change: edit))
    }
  }
}

extension ImportedTexts {
  /// The task that a row adds; nil where something is wrong with it, which is noted.
  fileprivate func task(
    _ externalID: String?, _ change: RecordedChange, _ faults: inout FieldFaults
  ) throws -> TaskToAdd? {
    let before = faults.errors.count
    let texts = [RecordField.person, .description, .date].map { required($0, &faults) }
    let edit = try taskChange(change, &faults)
    let state = state(&faults)
    guard faults.errors.count == before, let person = texts[0], let description = texts[1],
      case .set(let date) = edit.date
    else { return nil }
    var new = NewTask(person: person, description: description, date: date)
    new.group = given(.group)
    new.customer = edit.party.customer.applied(to: nil)
    new.contact = edit.party.contact.applied(to: nil)
    new.reminderDays = edit.reminderDays.applied(to: nil)
    new.every = edit.every.applied(to: nil)
    new.externalID = externalID
    new.staysOpen = state != nil && state != .done
    return TaskToAdd(new: new, state: state)
  }

  /// The edit that the columns of the file make; what is wrong with them is noted.
  fileprivate func taskChange(
    _ change: RecordedChange, _ faults: inout FieldFaults
  ) throws -> TaskChange {
    var edit = TaskChange()
    if let person = given(.person) {
      edit.person = .set(person)
      _ = try faults.tried {
        try TaskDetails.person(person, of: change.company, in: change.transaction)
      }
    }
    if let description = given(.description) {
      edit.description = .set(
        faults.checked(description) { (text) throws(Refusal) in
          try FieldRule.longText(text, .description, .description)
        })
    }
    if let date = date(.date, &faults) { edit.date = .set(date) }
    if self[.group] != nil {
      let group = given(.group)
      edit.group = .set(group)
      _ = try faults.tried { try group.map { try change.groups().required(named: $0) } }
    }
    if self[.remind] != nil { edit.reminderDays = .set(reminderDays(&faults)) }
    if self[.every] != nil { edit.every = .set(recurrence(&faults)) }
    if Self.partyColumns.contains(where: { self[$0] != nil }),
      let party = try party(change, &faults)
    {
      edit.party.customer = .set(party.customer.map(Reference.id))
      edit.party.contact = .set(party.contact.map(Reference.id))
    }
    return edit
  }

  /// `7,1,0`
  private func reminderDays(_ faults: inout FieldFaults) -> [Int]? {
    guard let text = given(.remind) else { return nil }
    // A word that is no number is a day that there isn't.
    let days = text.split(separator: ",", omittingEmptySubsequences: false).map {
      Int(FieldRule.trimmed(String($0))) ?? -1
    }
    return faults.checked(days) { (days) throws(Refusal) in
      try FieldRule.reminderDays(days, .remind)
    }
  }

  private func recurrence(_ faults: inout FieldFaults) -> Recurrence? {
    guard let text = given(.every) else { return nil }
    if let recurrence = Recurrence(written: text) { return recurrence }
    faults.note(Refusal(.every, text, .line(.notOneOf(Recurrence.examples))))
    return nil
  }

  fileprivate func state(_ faults: inout FieldFaults) -> TaskState? {
    guard let text = given(.state) else { return nil }
    if let state = TaskState(written: text) { return state }
    faults.note(
      Refusal(.state, text, .line(.notOneOf(TaskState.allCases.map(\.rawValue)))))
    return nil
  }
}
