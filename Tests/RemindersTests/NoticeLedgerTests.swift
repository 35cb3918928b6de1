import Synchronization
import Testing

@testable import Reminders
@testable import Store

/// How turns of several connections share transactions.
@Suite struct NoticeLedgerTests {
  /// A store that remembers what it was told to commit, and takes its time with the first.
  private final class SlowStore: Sendable {
    private let groups = Mutex<[[Int64]]>([])
    private let gate = AsyncStream<Void>.makeStream()

    var committed: [[Int64]] { groups.withLock { $0 } }

    /// Lets the first commit end.
    func letGo() { gate.continuation.finish() }

    /// A turn for notice 13 fails by its own fault.
    func commit(_ turns: [NoticeTurn]) async -> [NoticeLedger.Answer] {
      let notices = turns.compactMap { $0.next?.rawValue }
      let isFirst = groups.withLock { groups in
        groups.append(notices)
        return groups.count == 1
      }
      if isFirst { for await _ in gate.stream {} }
      return notices.map { notice in
        notice == 13 ? .failure(.notFound("notice 13")) : .success(NoticeTurn.Made())
      }
    }
  }

  private func turn(_ notice: Int64) -> NoticeTurn {
    NoticeTurn(settling: nil, next: NoticeID(rawValue: notice))
  }

  @Test func `what comes during a commit goes together in the next`() async throws {
    let store = SlowStore()
    let ledger = NoticeLedger { await store.commit($0) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for notice in Int64(1)...9 {
        group.addTask { _ = try await ledger.commit(turn(notice)) }
      }
      while await ledger.waitingCount < 8 { await Task.yield() }
      store.letGo()
      try await group.waitForAll()
    }
    #expect(store.committed.map(\.count) == [1, 8])
    #expect(store.committed.joined().sorted() == Array(1...9))
    // Nobody leads any more: the next goes at once.
    _ = try await ledger.commit(turn(10))
    #expect(store.committed.last == [10])
  }

  @Test func `a turn that fails does so alone`() async throws {
    let store = SlowStore()
    let ledger = NoticeLedger { await store.commit($0) }
    let failed = await withTaskGroup(of: Int64?.self) { group in
      for notice in Int64(11)...14 {
        group.addTask {
          do {
            _ = try await ledger.commit(turn(notice))
            return nil
          } catch {
            return notice
          }
        }
      }
      while await ledger.waitingCount < 3 { await Task.yield() }
      store.letGo()
      return await group.reduce(into: [Int64]()) { if let notice = $1 { $0.append(notice) } }
    }
    #expect(failed == [13])
  }

  @Test func `a commit that fails is told to all in it, and the next ones go on`() async throws {
    let isBroken = Mutex(true)
    let ledger = NoticeLedger { turns throws(StoreError) in
      if isBroken.withLock({ $0 }) { throw StoreError.refused("store", "the disk is full") }
      return turns.map { _ in .success(NoticeTurn.Made()) }
    }
    for notice in Int64(1)...3 {
      await #expect(throws: StoreError.self) { try await ledger.commit(turn(notice)) }
    }
    isBroken.withLock { $0 = false }
    _ = try await ledger.commit(turn(4))
  }
}
