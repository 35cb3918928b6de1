import Synchronization

/// The wish of a task that is cancelled to wait no longer: its wait for a lock ends after a moment,
/// in which others who write end what they have in hand. A transaction that is begun is ended.
package final class StopWish: Sendable {
  /// Enough for some transactions of others, since what a stop keeps from being written has to be
  /// done again; and little enough for a stop of five seconds.
  package static let grace = Duration.seconds(2)

  private struct State {
    package var end: ContinuousClock.Instant?
    package var wait: LockWait?
  }

  private let state = Mutex(State())

  /// Runs `body`; the wish is there as soon as the task is cancelled.
  package static func ofTask<Value>(_ body: (StopWish) async -> Value) async -> Value {
    let wish = StopWish()
    return await withTaskCancellationHandler {
      await body(wish)
    } onCancel: {
      wish.begin()
    }
  }

  private func begin() {
    let wait = state.withLock { state in
      state.end = .now + Self.grace
      return state.wait
    }
    wait?.abandon(after: Self.grace)
  }

  /// Ends a wait that has just begun, now or later, when that is wished.
  func follow(_ wait: LockWait) {
    let end = state.withLock { state in
      state.wait = wait
      return state.end
    }
    if let end { wait.abandon(after: end - .now) }
  }
}
