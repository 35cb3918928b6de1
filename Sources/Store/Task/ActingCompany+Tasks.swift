import Records

/// Changes of the company's tasks, each with the reminders that follow from it.
extension ActingCompany {
  /// `today` is the day at the company; nil is the day that it is there now.
  package func addTask(
    _ new: NewTask, today: CivilDate? = nil
  ) async throws(StoreError) -> CustomerTask {
    try await write { try $0.add(new, today: today) }
  }

  /// An edit that changes nothing is not logged; the state is never edited.
  package func editTask(
    _ task: TaskID, _ edit: TaskChange
  ) async throws(StoreError) -> CustomerTask {
    try await write { try $0.edit(task, edit) }
  }

  /// Once done, this changes and logs nothing; a cancelled task is refused.
  package func finishTask(_ task: TaskID) async throws(StoreError) -> CustomerTask {
    try await write { try $0.end(task, as: .done) }
  }

  /// Once cancelled, this changes and logs nothing; a done task is refused.
  package func cancelTask(_ task: TaskID) async throws(StoreError) -> CustomerTask {
    try await write { try $0.end(task, as: .cancelled) }
  }

  /// Opens a task that has ended again, with its reminders; one that is open is not logged. Where
  /// the next of its series was planned, and nobody has touched that, it is cancelled.
  package func reopenTask(_ task: TaskID) async throws(StoreError) -> CustomerTask {
    try await write { try $0.reopen(task) }
  }

  private func write(
    _ body: @escaping @Sendable (TaskWriting) throws -> CustomerTask
  ) async throws(StoreError) -> CustomerTask {
    let acting = self
    return try await change { change in
      try body(TaskWriting(change: change, planning: acting.planning(change)))
    }
  }
}
