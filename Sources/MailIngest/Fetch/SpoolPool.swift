/// The spools that the groups of one fetch take turns in.
struct SpoolPool: Sendable {
  private let free: AsyncStream<Spool>
  private let handBack: AsyncStream<Spool>.Continuation

  init(_ spools: [Spool]) {
    (free, handBack) = AsyncStream.makeStream()
    for spool in spools { handBack.yield(spool) }
  }

  /// Waits until one is free. For one taker at a time; throws when the task is cancelled.
  func take() async throws -> Spool {
    guard let spool = await free.first(where: { _ in true }) else { throw CancellationError() }
    return spool
  }

  /// Its bytes aren't needed any more.
  func giveBack(_ spool: Spool) {
    handBack.yield(spool)
  }
}
