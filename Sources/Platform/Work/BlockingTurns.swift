/// Lets so much blocking work run at the same time, whoever asks: each piece takes a thread, and
/// memory.
package actor BlockingTurns {
  private let label: String
  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  /// `label` names the threads.
  package init(_ count: Int, _ label: String) {
    (free, self.label) = (count, label)
  }

  /// The number of those that wait for their turn.
  package var waits: Int { waiting.count }

  /// Runs `body` on a thread that may block, when it is its turn.
  package func run<Value: Sendable>(
    _ body: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    await take()
    let outcome = await BlockingWork.result(label, body)
    give()
    return try outcome.get()
  }

  private func take() async {
    if free > 0 {
      free -= 1
    } else {
      await withCheckedContinuation { waiting.append($0) }
    }
  }

  private func give() {
    if waiting.isEmpty {
      free += 1
    } else {
      waiting.removeFirst().resume()
    }
  }
}
