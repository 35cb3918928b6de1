import MailTransport

/// The way of groups of messages from the server to what can be filed. Each group is asked for
/// before the one before it has arrived, two are read side by side, and all are handed on in the
/// order in which they were asked for: while one is filed, two are read, one arrives, and one is
/// asked for.
///
/// The pipeline owns its spools and reading lanes. It runs once.
struct FetchPipeline: Sendable {
  /// Groups that are read side by side: of large attachments reading is what takes longest.
  private static let readers = 2

  private let groups: [FetchGroup]
  private let fetch: GroupFetch
  private let read: @Sendable (FetchArrival) async throws -> ReadArrival
  private let spools: SpoolPool
  private let lanes: [Lane]

  /// `read` takes from an arrival all that is needed: the arrival's spool is used again afterwards.
  init(
    _ groups: [FetchGroup], by fetch: GroupFetch,
    read: @escaping @Sendable (FetchArrival) async throws -> ReadArrival
  ) {
    self.groups = groups
    self.fetch = fetch
    self.read = read
    // One for each group that is read, one for what arrives, and one for what is asked for.
    let count = min(groups.count, Self.readers + 2)
    spools = SpoolPool((0..<count).map { _ in fetch.spool() })
    lanes = (0..<Self.readers).map { _ in Lane() }
  }

  /// Runs the pipeline while `body` takes the arrivals, to the last. That one says why no more
  /// came, where the fetch ended early. Throws what `body` or reading throws, and when the task is
  /// cancelled.
  func run(_ body: (Arrivals) async throws -> Void) async throws {
    try await withThrowingTaskGroup(of: Void.self) { stages in
      stages.addTask { try await receiveAll() }
      for lane in lanes {
        stages.addTask {
          try await lane.run { arrival in
            defer { spools.giveBack(arrival.spool) }
            return try await read(arrival)
          }
        }
      }
      try await body(Arrivals(lanes: lanes))
      // The first error ends the others: they may wait for each other without end.
      for try await _ in stages {}
      try Task.checkCancellation()
    }
  }

  /// Asks for each group before the one before it has come, and hands on what came, up to a group
  /// that broke.
  private func receiveAll() async throws {
    defer { for lane in lanes { lane.close() } }
    var turns = Lane.Turns(lanes)
    var asked: GroupFetch.Request?
    for group in groups {
      let spool = try await spools.take()
      try spool.clear(for: group.announced)
      let earlier = asked
      do throws(IMAPError) {
        asked = try await fetch.request(group, into: spool)
      } catch {
        // No group can be blamed for it: none was on the wire, or none has come of the one before.
        let nothing = FetchArrival(group: FetchGroup(), spool: spool, failure: error)
        return await turns.next().send(nothing)
      }
      guard let earlier else { continue }
      let arrival = await fetch.receive(earlier)
      await turns.next().send(arrival)
      if arrival.failure != nil { return }
    }
    if let asked { await turns.next().send(await fetch.receive(asked)) }
  }
}

extension FetchPipeline {
  /// The arrivals that were read, in the order in which their groups were asked for.
  struct Arrivals: AsyncSequence {
    fileprivate let lanes: [Lane]

    struct Iterator: AsyncIteratorProtocol {
      fileprivate var turns: Lane.Turns

      mutating func next() async -> ReadArrival? { await turns.next().next() }
    }

    func makeAsyncIterator() -> Iterator { Iterator(turns: Lane.Turns(lanes)) }
  }
}
