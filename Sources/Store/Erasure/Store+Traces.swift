import Platform

/// The traces that `Store.removeTraces` leaves.
package struct RemainingTraces: Sendable, Hashable {
  /// Copies of the database that upgrades made, which it doesn't touch.
  package let copies: [String]
  /// False when the database is so large that making it anew is left to a better moment.
  package let isRenewed: Bool

  package init(copies: [String], isRenewed: Bool) {
    self.copies = copies
    self.isRenewed = isRenewed
  }
}

extension Store {
  /// Takes what erased data left in the store's files out of them, for good. It waits for the
  /// backup that is under way. A large database is made anew only when `always` says so: others who
  /// write wait for it.
  package func removeTraces(always: Bool = false) async throws(StoreError) -> RemainingTraces {
    try await BlockingWork.run("minicrm.traces", directory: directory) {
      try engine.removeTraces(of: self, always: always)
    }
  }
}
