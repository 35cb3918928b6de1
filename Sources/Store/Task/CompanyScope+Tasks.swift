import Foundation
import Records

/// The company's tasks, past and coming.
extension CompanyScope {
  /// `today` is the day that it is at the company.
  package func addTask(
    _ new: NewTask, today: CivilDate, by actor: PersonID? = nil, now: Date
  ) async throws(StoreError) -> CustomerTask {
    return try await engine.write { transaction in
      try TaskWriting(self, by: actor, now: now, in: transaction).add(new, today: today)
    }
  }

  /// By date, then by id. Throws when the query names somebody or a group that the company hasn't.
  package func tasks(
    _ query: TaskQuery = TaskQuery(), page: ListPage<TaskID> = ListPage()
  ) async throws(StoreError) -> [CustomerTask] {
    let id = id
    let words = TextWords(query.text ?? "")
    return try await engine.read { transaction in
      try query.list(of: id, page, in: transaction).rows(
        in: transaction, where: { words.allOccur(in: $0["description"]) }, CustomerTask.init(row:))
    }
  }

  package func task(_ task: TaskID) async throws(StoreError) -> CustomerTask? {
    let id = id
    return try await engine.read { try CustomerTask.find(task, of: id, in: $0) }
  }

  /// An edit that changes nothing is not logged; the state is never edited.
  package func editTask(
    _ task: TaskID, _ change: TaskChange, by actor: PersonID? = nil, now: Date
  ) async throws(StoreError) -> CustomerTask {
    return try await engine.write { transaction in
      try TaskWriting(self, by: actor, now: now, in: transaction).edit(task, change)
    }
  }

  /// Once done, this changes and logs nothing; a cancelled task is refused.
  package func finishTask(
    _ task: TaskID, by actor: PersonID? = nil, now: Date
  ) async throws(StoreError) -> CustomerTask {
    return try await engine.write { transaction in
      try TaskWriting(self, by: actor, now: now, in: transaction).end(task, as: .done)
    }
  }

  /// Once cancelled, this changes and logs nothing; a done task is refused.
  package func cancelTask(
    _ task: TaskID, by actor: PersonID? = nil, now: Date
  ) async throws(StoreError) -> CustomerTask {
    return try await engine.write { transaction in
      try TaskWriting(self, by: actor, now: now, in: transaction).end(task, as: .cancelled)
    }
  }
}
