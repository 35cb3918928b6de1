import Records

/// The first place where a company's log doesn't fit; `entry` is null at the log's end.
package struct LogFaultRow: Encodable, Sendable {
  package let entry: LogNumber?
  package let reason: String

  init(_ fault: LogFault) {
    entry = fault.entry
    reason = fault.reason
  }
}
