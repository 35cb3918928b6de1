import Synchronization

/// The parts of a daemon that wait together, for what another process holds: a sign of one is a
/// sign of all.
package final class LifeSigns: Sendable {
  private let reports = Mutex<[PartReport]>([])

  package init() {}

  package func add(_ report: PartReport) { reports.withLock { $0.append(report) } }

  /// A wait of at most so long begins. Never blocks; may be called from any thread.
  package func sign(waiting wait: Duration) {
    for report in reports.withLock(\.self) { report.signBesideOthers(waiting: wait) }
  }
}
