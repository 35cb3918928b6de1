import Application
import Foundation

/// One part of the examination, which may tell several lines. It ends within its time whatever it
/// meets, and never ends the others.
struct Check: Sendable {
  let name: String
  let limit: Duration
  /// The finding when the time was not enough.
  private let late: (grade: Finding.Grade, advice: String)
  private let look: @Sendable () async throws -> [Finding]

  init(
    _ name: String, within limit: Duration = .seconds(10),
    late: (grade: Finding.Grade, advice: String) = (.failed, "see what keeps it"),
    _ look: @escaping @Sendable () async throws -> [Finding]
  ) {
    self.name = name
    self.limit = limit
    self.late = late
    self.look = look
  }

  /// The findings of the look; an error is a finding too.
  func findings() async -> [Finding] {
    do {
      return try await withTimeLimit(limit, look) ?? [outOfTime]
    } catch {
      return [.failed(name, PrintedError.text(error))]
    }
  }

  private var outOfTime: Finding {
    Finding(
      check: name, grade: late.grade, text: "not finished within \(limit.components.seconds) s",
      advice: late.advice)
  }

  /// Runs blocking work on a thread of its own; `interrupt` ends it when the task is cancelled.
  static func blocking<Value: Sendable>(
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
