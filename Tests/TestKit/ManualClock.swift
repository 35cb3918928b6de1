import Synchronization

/// A clock that stands still until it is moved on.
package final class ManualClock: Clock {
  package struct Instant: InstantProtocol {
    fileprivate var sinceStart: Duration = .zero

    package func advanced(by duration: Duration) -> Instant {
      Instant(sinceStart: sinceStart + duration)
    }

    package func duration(to other: Instant) -> Duration { other.sinceStart - sinceStart }

    package static func < (left: Instant, right: Instant) -> Bool {
      left.sinceStart < right.sinceStart
    }
  }

  private struct State {
    var now = Instant()
    /// Who sleeps, and until when; woken by the end of its stream.
    var sleepers: [(until: Instant, wake: AsyncStream<Void>.Continuation)] = []
  }

  private let state = Mutex(State())

  package init() {}

  package var now: Instant { state.withLock { $0.now } }

  package var minimumResolution: Duration { .nanoseconds(1) }

  /// The number of sleepers, cancelled ones included.
  package var sleepers: Int { state.withLock { $0.sleepers.count } }

  package func advance(by duration: Duration) {
    state.withLock { state in
      state.now = state.now.advanced(by: duration)
      for sleeper in state.sleepers where sleeper.until <= state.now { sleeper.wake.finish() }
      state.sleepers.removeAll { $0.until <= state.now }
    }
  }

  package func sleep(until deadline: Instant, tolerance: Duration?) async throws {
    let (stream, wake) = AsyncStream<Void>.makeStream()
    state.withLock { state in
      if deadline <= state.now { wake.finish() } else { state.sleepers.append((deadline, wake)) }
    }
    for await _ in stream {}
    try Task.checkCancellation()
  }
}
