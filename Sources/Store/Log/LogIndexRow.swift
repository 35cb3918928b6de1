/// A row of the log's index, or the part of one that is an entry of one company.
package struct LogIndexRow: Sendable {
  package let id: Int64
  package var terms: String
}
