import UnixSignals

/// Work in the foreground of a terminal or of another program, without an end of its own.
package enum Foreground {
  /// Runs `work` until it ends, or SIGINT or SIGTERM asks for the end: then it is cancelled where
  /// it waits, which is no error.
  package static func run(_ work: @escaping @Sendable () async throws -> Void) async throws {
    let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await work() }
      group.addTask { for await _ in signals { return } }
      defer { group.cancelAll() }
      try await group.next()
    }
  }
}
