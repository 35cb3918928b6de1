import Records

/// The state of a company's log: whole, or the first thing that doesn't fit, and why.
package struct LogVerificationRow: Encodable, Sendable {
  package let company: String
  package let whole: Bool
  /// The entries that were looked at and fit.
  package let entries: Int
  /// The hash of the last entry as the log has it; what to keep elsewhere.
  package let head: String?
  package let firstFault: LogFaultRow?
  /// For people; no field of the row.
  package let fault: LogFault?

  private enum CodingKeys: CodingKey { case company, whole, entries, head, firstFault }

  package init(_ log: VerifiedLog, company: String) {
    self.company = company
    whole = log.verification.isIntact
    entries = log.verification.entries
    head = log.head?.hexadecimal
    fault = log.verification.fault
    firstFault = log.verification.fault.map(LogFaultRow.init)
  }
}
