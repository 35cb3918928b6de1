import Store

/// The contents that a collection of unused ones removed, or would remove.
package struct CollectionRow: Encodable, Sendable {
  package let files: Int
  package let bytes: Int64
  package let rows: Int
  package let young: Int
  package let removed: Bool

  package init(_ report: CollectionReport, removed: Bool) {
    files = report.files
    bytes = report.bytes
    rows = report.rows
    young = report.young
    self.removed = removed
  }
}
