import Records
import Store

/// Changes of tasks, with the reminders that follow from them.
extension ActingPerson {
  package func addTask(_ new: NewTask) async throws -> TaskRow {
    try await refusing { TaskRow(try await company.addTask(new)) }
  }

  package func editTask(_ id: TaskID, _ edit: TaskChange) async throws {
    _ = try await refusing { try await company.editTask(id, edit) }
  }

  package func finishTask(_ id: TaskID) async throws {
    _ = try await refusing { try await company.finishTask(id) }
  }

  package func cancelTask(_ id: TaskID) async throws {
    _ = try await refusing { try await company.cancelTask(id) }
  }

  package func reopenTask(_ id: TaskID) async throws {
    _ = try await refusing { try await company.reopenTask(id) }
  }
}
