import Records
import Store

/// Writes the turns of several connections into the store: while a transaction is on its way to the
/// disk, the turns that come wait, and go together in the next one.
///
/// A commit costs much the same for one turn as for many, and each connection waits for its own
/// before it goes on. So a commit also waits for the outcomes of notices that were begun less than
/// a commit's time ago: a quick server's come within it, and where they didn't wait for each other,
/// half of the connections would wait for the commit of the other half. Never long: until it is
/// committed, a crash makes what was accepted be sent again.
actor NoticeLedger<Time: Clock> where Time.Duration == Duration {
  typealias Answer = Result<NoticeTurn.Made, StoreError>
  typealias Commit = @Sendable ([NoticeTurn]) async throws(StoreError) -> [Answer]

  /// The end of a wait.
  private enum Word {
    case done(Answer)
    /// Its turn is still to be committed, with those that wait: by itself.
    case lead
  }

  private struct Waiting {
    let turn: NoticeTurn
    let told: CheckedContinuation<Word, Never>
  }

  private let clock: Time
  private let write: Commit
  private var waiting: [Waiting] = []
  /// Somebody leads, or has just been told to.
  private var isBusy = false
  /// The leader, while it waits for outcomes that are about to come.
  private var gathering: CheckedContinuation<Void, Never>?
  /// The notices that are being handed over, and since when.
  private var begun: [NoticeID: Time.Instant] = [:]
  /// The time of the last commit, but never more than anybody should wait.
  private var commitTime = Duration.zero

  /// `write` commits turns, at least one, and answers each, in order.
  init(clock: Time, _ write: @escaping Commit) {
    self.clock = clock
    self.write = write
  }

  /// The number of turns that wait for the commit that is under way.
  var waitingCount: Int { waiting.count }

  /// Returns when the turn is committed. Throws when it was not, whether by its own fault or by the
  /// store's.
  func commit(_ turn: NoticeTurn) async throws(StoreError) -> NoticeTurn.Made {
    if let settled = turn.settled { begun[settled.notice] = nil }
    if isBusy {
      let word = await withCheckedContinuation {
        waiting.append(Waiting(turn: turn, told: $0))
        if !isWorthWaiting { endGathering() }
      }
      if case .done(let answer) = word { return try answer.get() }
    }
    isBusy = true
    return try await lead(turn).get()
  }

  /// Commits the turn with all that wait, and hands on the lead.
  private func lead(_ turn: NoticeTurn) async -> Answer {
    await gather()
    let others = waiting
    waiting = []
    let start = clock.now
    let answers = await answers(to: [turn] + others.map(\.turn))
    commitTime = min(start.duration(to: clock.now), .milliseconds(20))
    for notice in answers.compactMap({ try? $0.get().begun }) { begun[notice.id] = clock.now }
    for (other, answer) in zip(others, answers.dropFirst()) {
      other.told.resume(returning: .done(answer))
    }
    if waiting.isEmpty {
      isBusy = false
    } else {
      waiting.removeFirst().told.resume(returning: .lead)
    }
    return answers[0]
  }

  /// Waits until the outcomes that may be about to come have come, or their time is over.
  private func gather() async {
    guard isWorthWaiting, let end = patience else { return }
    async let _ = endGathering(at: end)
    await withCheckedContinuation { gathering = $0 }
    // The end of this scope cancels what would still have ended the wait, and waits for it.
  }

  private var isWorthWaiting: Bool { patience.map { clock.now < $0 } ?? false }

  /// The end of the time of the notice that was begun last; nil when none is being handed over.
  private var patience: Time.Instant? { begun.values.max()?.advanced(by: commitTime) }

  /// Sooner where the run is cancelled.
  private func endGathering(at end: Time.Instant) async {
    try? await clock.sleep(until: end, tolerance: nil)
    endGathering()
  }

  private func endGathering() {
    gathering?.resume()
    gathering = nil
  }

  private func answers(to turns: [NoticeTurn]) async -> [Answer] {
    do throws(StoreError) {
      let answers = try await write(turns)
      precondition(answers.count == turns.count, "an answer for each turn")
      return answers
    } catch {
      return turns.map { _ in .failure(error) }
    }
  }
}
