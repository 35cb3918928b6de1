import Store

/// The contents that a scrub read, and all that are known to be damaged.
package struct ScrubRow: Encodable, Sendable {
  package let contents: Int
  package let bytes: Int64
  package let repaired: Int
  package let damaged: [DamagedContentRow]

  package init(_ report: ScrubReport) {
    contents = report.contents
    bytes = report.bytes
    repaired = report.repaired
    damaged = report.damaged.map(DamagedContentRow.init)
  }
}
