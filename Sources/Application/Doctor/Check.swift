import Foundation

/// One part of an examination, which may tell several lines. A check ends within its time whatever
/// it meets, and never ends the others.
package struct Check: Sendable {
  private let name: String
  private let limit: Duration
  /// The grade and the likely cause when the time was not enough.
  private let late: (grade: Finding.Grade, cause: Lateness)
  private let look: @Sendable () async throws -> [Finding]

  package init(
    _ name: String, within limit: Duration = .seconds(10),
    late: (grade: Finding.Grade, cause: Lateness) = (.failed, .hindered),
    _ look: @escaping @Sendable () async throws -> [Finding]
  ) {
    self.name = name
    self.limit = limit
    self.late = late
    self.look = look
  }

  /// The findings of the look; an error is a finding too.
  package func findings() async -> [Finding] {
    do {
      return try await withTimeLimit(limit, look) ?? [outOfTime]
    } catch {
      return [.failed(name, .error(error))]
    }
  }

  private var outOfTime: Finding {
    Finding(check: name, grade: late.grade, fact: .late(limit: limit, late.cause))
  }

  /// Runs blocking work on a thread of its own; `interrupt` ends the work when the task is
  /// cancelled.
  package static func blocking<Value: Sendable>(
    interrupt: @escaping @Sendable () -> Void = {}, _ work: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Result { try work() }) }
      }
    } onCancel: {
      interrupt()
    }
  }
}
