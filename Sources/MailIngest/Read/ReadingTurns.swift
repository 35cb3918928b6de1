import System

/// Lets so many groups of messages be read at the same time, of all mailboxes together: each group
/// takes a thread, and memory.
package actor ReadingTurns {
  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  package init(_ count: Int = 2) {
    free = count
  }

  /// Runs `body` on a thread that may wait for files, when it is its turn.
  func run<Value: Sendable>(
    _ body: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    await take()
    let outcome = await BlockingWork.result("minicrm.reading", body)
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
