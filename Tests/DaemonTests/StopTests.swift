import ServiceLifecycle
import ServiceLifecycleTestKit
import Testing

@testable import Daemon

@Suite(.timeLimit(.minutes(10))) struct StopTests {
  /// One after the other would never end: each part waits for the other to be asked.
  @Test func `all parts of a daemon are asked to stop at once`() async throws {
    let (first, tellFirst) = AsyncStream.makeStream(of: Void.self)
    let (second, tellSecond) = AsyncStream.makeStream(of: Void.self)
    let service = CancelledOnStop(tasks: [
      { await Self.stop(telling: tellSecond, thenAwaiting: first) },
      { await Self.stop(telling: tellFirst, thenAwaiting: second) },
    ])
    try await testGracefulShutdown { trigger in
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await service.run() }
        trigger.triggerGracefulShutdown()
        try await group.waitForAll()
      }
    }
  }

  private static func stop(
    telling other: AsyncStream<Void>.Continuation, thenAwaiting own: AsyncStream<Void>
  ) async {
    // Until the cancellation.
    for await _ in AsyncStream<Void>.makeStream().stream {}
    other.finish()
    // Not cancelled, since it is what is awaited here.
    await Task { for await _ in own {} }.value
  }

  @Test func `what one part throws ends the others and is thrown`() async throws {
    let service = CancelledOnStop(tasks: [
      { throw PartFailed() }, { for await _ in AsyncStream<Void>.makeStream().stream {} },
    ])
    await #expect(throws: PartFailed.self) { try await service.run() }
  }

  private struct PartFailed: Error {}
}
