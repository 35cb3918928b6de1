import Records
import Synchronization

/// The log entries of changes, in their order, from which a change can be undone.
package final class ChangeTrail: Sendable {
  private let numbers = Mutex<[LogNumber]>([])

  package init() {}

  package var entries: [LogNumber] { numbers.withLock(\.self) }

  func add(_ entries: [LogNumber]) { numbers.withLock { $0 += entries } }
}
