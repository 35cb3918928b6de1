import Records
import Store

/// Writes the turns of several connections into the store: while a transaction is on its way to the
/// disk, the turns that come wait, and go together in the next one. A commit costs much the same
/// for one turn as for many.
actor NoticeLedger {
  typealias Answer = Result<NoticeTurn.Made, StoreError>
  typealias Commit = @Sendable ([NoticeTurn]) async throws(StoreError) -> [Answer]

  /// The end of a wait.
  private enum Word {
    case done(Answer)
    /// The turn is still to be committed, with those that wait: by the one who waited with it.
    case lead
  }

  private struct Waiting {
    let turn: NoticeTurn
    let told: CheckedContinuation<Word, Never>
  }

  private let write: Commit
  private var waiting: [Waiting] = []
  /// A turn is being committed, or its owner has just been told to.
  private var isBusy = false

  /// `write` commits turns, at least one, and answers each, in order.
  init(_ write: @escaping Commit) {
    self.write = write
  }

  /// The number of turns that wait for the commit that is under way.
  var waitingCount: Int { waiting.count }

  /// Returns when the turn is committed. Throws when it was not, whether by its own fault or by the
  /// store's.
  func commit(_ turn: NoticeTurn) async throws(StoreError) -> NoticeTurn.Made {
    if isBusy {
      let word = await withCheckedContinuation { waiting.append(Waiting(turn: turn, told: $0)) }
      if case .done(let answer) = word { return try answer.get() }
    }
    isBusy = true
    return try await lead(turn).get()
  }

  /// Commits the turn with all that wait, and hands on the lead.
  private func lead(_ turn: NoticeTurn) async -> Answer {
    let others = waiting
    waiting = []
    let answers = await answers(to: [turn] + others.map(\.turn))
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
