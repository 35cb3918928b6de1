import MailTransport
import Testing

@testable import MailIngest

@Suite struct SpoolPoolTests {
  private let spools = (0..<2).map { _ in Spool(in: nil, orAFileIn: "/nowhere", limit: 1) }

  @Test func `each spool is had by one at a time, in the order in which they are free`()
    async throws
  {
    let pool = SpoolPool(spools)
    #expect(try await pool.take() === spools[0])
    #expect(try await pool.take() === spools[1])
    async let third = pool.take()
    pool.giveBack(spools[1])
    #expect(try await third === spools[1])
    pool.giveBack(spools[0])
    #expect(try await pool.take() === spools[0])
  }

  @Test func `a cancelled task waits for none`() async {
    let pool = SpoolPool([])
    await #expect(throws: CancellationError.self) {
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { _ = try await pool.take() }
        group.cancelAll()
        try await group.waitForAll()
      }
    }
  }
}
