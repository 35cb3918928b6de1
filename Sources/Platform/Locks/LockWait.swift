import Dispatch
import Foundation
import Synchronization

/// A wait for a lock on a thread of its own, which the kernel wakes. Whoever lost patience leaves
/// the thread behind; it lets go of the lock as soon as it has it.
final class LockWait: Sendable {
  enum Outcome: Sendable {
    case taken
    case failed(SystemError)
    /// Nobody waits for it any more.
    case abandoned
  }

  private let outcome = Mutex<Outcome?>(nil)
  private let settled = DispatchSemaphore(value: 0)

  /// `take` blocks until it has the lock; what it has is let go of with the last reference to it.
  init(_ take: @escaping @Sendable () throws(SystemError) -> Void) {
    let thread = Thread { [self] in
      do throws(SystemError) {
        try take()
        settle(.taken)
      } catch {
        settle(.failed(error))
      }
    }
    thread.name = "minicrm.lock"
    thread.stackSize = 128 << 10
    thread.start()
  }

  /// Ends the wait of whoever is in `end`.
  func abandon() { settle(.abandoned) }

  /// The same in a while, unless it has ended by then.
  func abandon(after time: Duration) {
    DispatchQueue.global().asyncAfter(deadline: .now() + time.timeInterval) { [self] in abandon() }
  }

  /// Blocks until the lock is taken, or patience is at an end. `text` says what is waited for.
  func end(_ patience: Patience, _ text: () -> String) -> Outcome {
    patience.wish?.follow(self)
    let inTime = patience.lasts(text) {
      settled.wait(timeout: .now() + $0.timeInterval) == .success
    }
    // The wait may be settled between the last look and this.
    if !inTime { settle(.abandoned) }
    return outcome.withLock { $0 ?? .abandoned }
  }

  private func settle(_ new: Outcome) {
    let isFirst = outcome.withLock { outcome in
      if outcome != nil { return false }
      outcome = new
      return true
    }
    if isFirst { settled.signal() }
  }
}

extension Duration {
  fileprivate var timeInterval: TimeInterval { self / .seconds(1) }
}
