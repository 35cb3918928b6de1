import Synchronization

/// Tells answers without an end of their own that the server is about to stop.
package final class StopSignal: Sendable {
  private let given = Atomic(false)

  package init() {}

  package var isGiven: Bool { given.load(ordering: .acquiring) }

  package func give() { given.store(true, ordering: .releasing) }
}
