import Records

/// The company's tasks, past and coming.
extension CompanyScope {
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
}
