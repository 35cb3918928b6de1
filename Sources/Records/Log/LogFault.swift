/// The first place where a company's log doesn't fit its chain.
package struct LogFault: Sendable, Hashable {
  /// The entry, when one is there to be named.
  package let entry: LogNumber?
  package let reason: String

  package init(entry: LogNumber?, reason: String) {
    self.entry = entry
    self.reason = reason
  }
}
