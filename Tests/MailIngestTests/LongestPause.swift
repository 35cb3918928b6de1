import Synchronization

/// Listens for signs of life: the longest time without one, beyond what each allowed for.
final class LongestPause: Sendable {
  private struct State {
    var signs = 0
    var longest = Duration.zero
    var due = ContinuousClock.now
  }

  private let state = Mutex(State())

  var longest: Duration { state.withLock(\.longest) }
  var signs: Int { state.withLock(\.signs) }

  func sign(allowing wait: Duration) {
    state.withLock { state in
      let now = ContinuousClock.now
      state.signs += 1
      state.longest = max(state.longest, now - state.due)
      state.due = now + wait
    }
  }
}
