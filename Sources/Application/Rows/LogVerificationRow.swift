import Records

/// The state of a company's log: whole, or the first entry that doesn't fit, and why.
package struct LogVerificationRow: Encodable, Sendable {
  package let company: String
  package let entries: Int
  package let intact: Bool
  /// Nil where the log's end doesn't fit, or all does.
  package let entry: LogNumber?
  package let reason: String?

  package init(_ result: LogVerification, company: String) {
    self.company = company
    entries = result.entries
    intact = result.isIntact
    entry = result.fault?.entry
    reason = result.fault?.reason
  }
}
