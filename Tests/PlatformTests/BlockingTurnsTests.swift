import Platform
import Synchronization
import Testing

@Suite struct BlockingTurnsTests {
  private struct Failed: Error {}

  /// The number of pieces of work that run now, and the most that were.
  private final class Running: Sendable {
    private let counts = Mutex((now: 0, most: 0))

    var most: Int { counts.withLock { $0.most } }

    func begin() {
      counts.withLock { count in
        count.now += 1
        count.most = max(count.most, count.now)
      }
    }

    func end() { counts.withLock { $0.now -= 1 } }
  }

  @Test func `no more than so many run at a time, and each gets its turn`() async throws {
    let turns = BlockingTurns(2, "test")
    let running = Running()
    let done = try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 0..<20 {
        group.addTask {
          try await turns.run {
            running.begin()
            defer { running.end() }
            return number
          }
        }
      }
      return try await group.reduce(into: Set<Int>()) { $0.insert($1) }
    }
    #expect(done == Set(0..<20))
    #expect((1...2).contains(running.most))
  }

  @Test func `work that fails gives its turn on`() async throws {
    let turns = BlockingTurns(1, "test")
    for _ in 0..<3 {
      await #expect(throws: Failed.self) { try await turns.run { throw Failed() } }
    }
    #expect(try await turns.run { 7 } == 7)
  }
}
