import Foundation
import Records
import Store

/// The company's tasks and log, as its persons see them.
extension Workplace {
  /// Tasks as the person asks for them; nil is any.
  package struct TaskRequest: Sendable {
    package enum Stage: String, Sendable, CaseIterable { case coming, late, done }

    package var stage: Stage? = .coming
    /// The person's own.
    package var isMine = false
    package var customer: CustomerID?
    package var text: String?

    package init() {}
  }

  /// By date. Refuses where the company has no such customer.
  package func tasks(
    _ request: TaskRequest, _ page: ListPage<TaskID>, at now: Date
  ) async throws -> [TaskRow] {
    let today = try days().day(now)
    var query = TaskQuery()
    query.state = request.stage.map { $0 == .done ? .done : .open }
    switch request.stage {
    case .coming: query.from = today
    case .late: query.to = today.adding(days: -1)
    case .done, nil: break
    }
    if request.isMine { query.person = membership.person.email }
    (query.customer, query.text) = (request.customer.map(Reference.id), request.text)
    return try await refusing { try await scope.tasks(query, page: page).map(TaskRow.init) }
  }

  /// Refuses where the company has no such task.
  package func task(_ id: TaskID) async throws -> TaskRow {
    try await refusing {
      guard let task = try await scope.task(id) else { throw Refusal.notFound(id) }
      return TaskRow(task)
    }
  }

  /// Refuses where the log has no such entry.
  package func entry(_ number: LogNumber) async throws -> LogEntryRow {
    try await refusing { try await LogReading(at: scope).entry(number) }
  }

  /// Walks the log's chain: the number of entries, and whether nobody has changed any.
  package func verifyLog() async throws -> (entries: Int, isIntact: Bool) {
    let log = try await refusing { try await scope.log.verify() }
    return (log.entries, log.isIntact)
  }

  /// One page of the log, newest first.
  package func log(_ request: LogSearching.Request) async throws -> LogPageRow {
    try await refusing { try await LogSearching(at: scope).page(request) }
  }
}
