import Records
import Synchronization
import TestKit
import Testing

@testable import Reminders
@testable import Store

/// Turns of several connections share transactions.
@Suite struct NoticeLedgerTests {
  /// A store that remembers what it was told to commit, and takes its time with the first.
  private final class SlowStore: Sendable {
    private let groups = Mutex<[[Int64]]>([])
    private let gate = AsyncStream<Void>.makeStream()

    var committed: [[Int64]] { groups.withLock { $0 } }

    /// Lets the first commit end.
    func letGo() { gate.continuation.finish() }

    /// A turn for notice 13 fails by its own fault.
    func commit(_ turns: [NoticeTurn]) async -> [NoticeLedger<ContinuousClock>.Answer] {
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

  /// Commits turns for these notices side by side: one of them by itself, while the others wait.
  /// Returns the notices whose commit failed.
  private func commit(
    _ notices: ClosedRange<Int64>, to ledger: NoticeLedger<ContinuousClock>, of store: SlowStore
  ) async -> Set<Int64> {
    await withTaskGroup(of: Int64?.self) { group in
      for notice in notices {
        group.addTask {
          do {
            _ = try await ledger.commit(turn(notice))
            return nil
          } catch {
            return notice
          }
        }
      }
      while await ledger.waitingCount < notices.count - 1 { await Task.yield() }
      store.letGo()
      return await group.reduce(into: []) { if let notice = $1 { $0.insert(notice) } }
    }
  }

  @Test func `what comes during a commit goes together in the next`() async throws {
    let store = SlowStore()
    let ledger = NoticeLedger(clock: ContinuousClock()) { await store.commit($0) }
    #expect(await commit(1...9, to: ledger, of: store) == [])
    #expect(store.committed.map(\.count) == [1, 8])
    #expect(store.committed.joined().sorted() == Array(1...9))
    // Nobody leads any more: the next goes at once.
    _ = try await ledger.commit(turn(10))
    #expect(store.committed.last == [10])
  }

  @Test func `a turn that fails does so alone`() async throws {
    let store = SlowStore()
    let ledger = NoticeLedger(clock: ContinuousClock()) { await store.commit($0) }
    let failed = await commit(11...14, to: ledger, of: store)
    #expect(failed == [13])
  }

  @Test func `a commit that fails is told to all in it, and the next ones go on`() async throws {
    let store = SlowStore()
    let ledger = NoticeLedger(clock: ContinuousClock()) { turns throws(StoreError) in
      let answers = await store.commit(turns)
      if store.committed.count == 2 { throw StoreError.refused("store", "the disk is full") }
      return answers
    }
    let failed = await commit(1...3, to: ledger, of: store)
    #expect(store.committed.map(\.count) == [1, 2])
    #expect(failed == Set(store.committed[1]))
    _ = try await ledger.commit(turn(4))
    #expect(store.committed.last == [4])
  }

  /// A store whose commits take their time on a clock, and which begins what it is told to.
  private final class SteadyStore: Sendable {
    let clock = ManualClock()
    private let commitTime: Duration
    private let groups = Mutex<[Int]>([])

    init(commitTime: Duration = .milliseconds(10)) { self.commitTime = commitTime }

    /// The number of turns of each commit.
    var committed: [Int] { groups.withLock { $0 } }

    func commit(_ turns: [NoticeTurn]) async -> [NoticeLedger<ManualClock>.Answer] {
      groups.withLock { $0.append(turns.count) }
      clock.advance(by: commitTime)
      return turns.map { turn in
        .success(
          NoticeTurn.Made(begun: turn.next.map { SampleNotice.notice([], id: $0.rawValue) }))
      }
    }
  }

  private func settled(_ notice: Int64) -> NoticeTurn {
    NoticeTurn(settling: (NoticeID(rawValue: notice), .sent(reply: "250 ok")), next: nil)
  }

  /// Begins notices one by one, none while the one before it may be about to be settled.
  private func begin(
    _ count: Int64, _ ledger: NoticeLedger<ManualClock>, by clock: ManualClock,
    every pause: Duration = .milliseconds(10)
  ) async throws {
    for notice in 1...count {
      clock.advance(by: pause)
      _ = try await ledger.commit(turn(notice))
    }
  }

  @Test func `a quick server's outcomes go together`() async throws {
    let store = SteadyStore()
    let ledger = NoticeLedger(clock: store.clock) { await store.commit($0) }
    try await begin(3, ledger, by: store.clock)
    // Nine milliseconds after the last was begun all of them are still being handed over.
    store.clock.advance(by: .milliseconds(9))
    async let first = ledger.commit(settled(1))
    #expect(try await eventually { store.clock.sleepers == 1 })
    async let second = ledger.commit(settled(2))
    #expect(try await eventually { await ledger.waitingCount == 1 })
    #expect(store.committed == [1, 1, 1])
    async let third = ledger.commit(settled(3))
    _ = try await (first, second, third)
    #expect(store.committed == [1, 1, 1, 3])
  }

  @Test func `nobody waits longer for an outcome than a commit takes`() async throws {
    let store = SteadyStore()
    let ledger = NoticeLedger(clock: store.clock) { await store.commit($0) }
    try await begin(2, ledger, by: store.clock)
    async let first = ledger.commit(settled(1))
    #expect(try await eventually { store.clock.sleepers == 1 })
    store.clock.advance(by: .milliseconds(10))
    _ = try await first
    #expect(store.committed == [1, 1, 1])
    // The second one was begun long ago: nobody waits for it any more.
    _ = try await ledger.commit(turn(3))
    #expect(store.committed == [1, 1, 1, 1])
  }

  @Test func `after a commit that took long nobody waits as long`() async throws {
    let store = SteadyStore(commitTime: .seconds(30))
    let ledger = NoticeLedger(clock: store.clock) { await store.commit($0) }
    try await begin(2, ledger, by: store.clock, every: .seconds(30))
    store.clock.advance(by: .milliseconds(20))
    async let outcome = ledger.commit(settled(1))
    #expect(try await eventually { store.committed == [1, 1, 1] })
    store.clock.advance(by: .seconds(30))
    _ = try await outcome
  }
}
