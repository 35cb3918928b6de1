import Glibc
import Logging
import UnixSignals

/// A daemon's work from one reading of its settings to the next: the parts run by the old settings
/// until all have ended, and then the new parts begin. Whoever has a mail in hand finishes or
/// abandons it as at a stop.
struct DaemonReloads: Sendable {
  private let board: StatusBoard
  private let socket: NotifySocket?
  private let logger: Logger
  private let plan: DaemonLife.Plan
  /// Work that waits for the parts before it to end.
  private let next: AsyncStream<DaemonWork>
  private let handOver: AsyncStream<DaemonWork>.Continuation

  init(
    board: StatusBoard, socket: NotifySocket?, logger: Logger, plan: @escaping DaemonLife.Plan
  ) {
    self.board = board
    self.socket = socket
    self.logger = logger
    self.plan = plan
    // The newer of two plans that wait is right.
    (next, handOver) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  /// Until the task is cancelled. Throws what a part throws.
  func work(from first: DaemonWork) async throws {
    var work = first
    while true { work = try await follow(work) }
  }

  /// At each hangup the settings are read again. What is wrong with them is said, and the work goes
  /// on as before.
  func planAnew(at hangups: some AsyncSequence<UnixSignal, Never>) async {
    for await _ in hangups {
      socket?.send(.reloading(at: Self.uptime))
      do {
        let work = try await plan()
        logger.notice("settings read again")
        handOver.yield(work)
      } catch {
        if Task.isCancelled { return }
        logger.error("\(error); the settings before stay in use")
        await board.complain("the settings before are in use (\(error))")
      }
    }
  }

  /// Runs the parts of `work` until others are to be run, which are returned.
  private func follow(_ work: DaemonWork) async throws -> DaemonWork {
    let reports = await board.begin(work.parts.map(\.name))
    // Signals are heard by now: whoever reads it may send one.
    logger.notice("\(work.greeting)")
    return try await withThrowingTaskGroup(of: DaemonWork?.self) { group in
      for (part, report) in zip(work.parts, reports) {
        group.addTask { try await Self.run(part, report) }
      }
      group.addTask { await next.first { _ in true } }
      var following: DaemonWork?
      for try await work in group {
        guard let work else { continue }
        following = work
        group.cancelAll()
      }
      guard let following else { throw CancellationError() }
      return following
    }
  }

  private static func run(_ part: DaemonPart, _ report: PartReport) async throws -> DaemonWork? {
    defer { report.end() }
    do {
      try await part.run(report)
    } catch is CancellationError {
      // As it was asked to.
    }
    return nil
  }

  /// As sd_notify(3) wants it beside RELOADING=1: CLOCK_MONOTONIC, in microseconds.
  private static var uptime: UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000 + UInt64(time.tv_nsec) / 1_000
  }
}
