/// How much one entry of the log says that an erasure took, and whose that was.
package struct ErasureExtent {
  package let entries: Int
  package let masked: Int
  /// Those about others.
  package let others: Int
  /// The customers that those others are, or belong to, by their ids.
  package let customers: [Int64]

  package init(entries: Int, masked: Int, others: Int, customers: [Int64]) {
    self.entries = entries
    self.masked = masked
    self.others = others
    self.customers = customers
  }
}
