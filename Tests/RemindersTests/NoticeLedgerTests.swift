import Records
import Synchronization
import TestKit
import Testing

@testable import Reminders
@testable import Store

/// Turns of several connections share transactions.
@Suite struct NoticeLedgerTests {
  /// A store that remembers the turns that it was told to commit. The first commit takes its time.
  private final class SlowStore: Sendable {
    private let groups = Mutex<[[Int64]]>([])
    private let gate = AsyncStream<Void>.makeStream()
    private let isBroken: Bool

    /// A broken one refuses every commit of several turns.
    init(isBroken: Bool = false) { self.isBroken = isBroken }

    var committed: [[Int64]] { groups.withLock { $0 } }

    /// Lets the first commit end.
    func letGo() { gate.continuation.finish() }

    /// A turn for notice 13 fails by its own fault.
    func commit(_ turns: [NoticeTurn]) async throws(StoreError) -> [NoticeLedger.Answer] {
      let notices = turns.compactMap { $0.next?.rawValue }
      let isFirst = groups.withLock { groups in
        groups.append(notices)
        return groups.count == 1
      }
      if isFirst { for await _ in gate.stream {} }
      if isBroken, turns.count > 1 { throw StoreError.refused("store", "the disk is full") }
      return notices.map { notice in
        notice == 13 ? .failure(.notFound("notice 13")) : .success(NoticeTurn.Made())
      }
    }
  }

  private func turn(_ notice: Int64) -> NoticeTurn {
    NoticeTurn(settling: nil, next: NoticeID(rawValue: notice))
  }

  private func ledger(_ store: SlowStore) -> NoticeLedger {
    NoticeLedger { (turns) throws(StoreError) in try await store.commit(turns) }
  }

  /// Commits turns for these notices side by side: one of them by itself, while the others wait.
  /// Returns those whose commit failed.
  private func commit(
    _ notices: ClosedRange<Int64>, to ledger: NoticeLedger, of store: SlowStore
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
    let ledger = ledger(store)
    #expect(await commit(1...9, to: ledger, of: store) == [])
    #expect(store.committed.map(\.count) == [1, 8])
    #expect(store.committed.joined().sorted() == Array(1...9))
    // Nobody leads any more: the next goes at once.
    _ = try await ledger.commit(turn(10))
    #expect(store.committed.last == [10])
  }

  @Test func `a turn that fails does so alone`() async {
    let store = SlowStore()
    #expect(await commit(11...14, to: ledger(store), of: store) == [13])
    #expect(store.committed.map(\.count) == [1, 3])
  }

  @Test func `a commit that fails is told to all in it, and the next ones go on`() async throws {
    let store = SlowStore(isBroken: true)
    let ledger = ledger(store)
    let failed = await commit(1...4, to: ledger, of: store)
    #expect(store.committed.map(\.count) == [1, 3])
    #expect(failed == Set(store.committed[1]), "the first one was committed by itself")
    _ = try await ledger.commit(turn(5))
    #expect(store.committed.last == [5])
  }
}
