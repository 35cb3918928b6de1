import ServiceLifecycle

/// Tasks that are all cancelled at once when a graceful stop begins. They are one service, since a
/// group stops its services one after the other: many that each take a moment would take many.
struct CancelledOnStop: Service {
  let tasks: [@Sendable () async throws -> Void]

  func run() async throws {
    do {
      try await cancelWhenGracefulShutdown {
        try await withThrowingTaskGroup(of: Void.self) { group in
          for task in tasks { group.addTask { try await task() } }
          // Throws what the first one throws, and so ends the others.
          for try await _ in group {}
        }
      }
    } catch is CancellationError {
      // The stop that was asked for.
    }
  }
}
