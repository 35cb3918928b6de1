/// The result of a walk along a company's hash chain.
package struct LogVerification: Sendable, Hashable {
  /// Entries that were looked at and fit.
  package let entries: Int
  /// The first thing that doesn't fit; nil when the log is whole.
  package let fault: LogFault?

  package init(entries: Int, fault: LogFault?) {
    self.entries = entries
    self.fault = fault
  }

  package var isIntact: Bool { fault == nil }
}
