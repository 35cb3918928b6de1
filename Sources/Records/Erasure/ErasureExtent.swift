/// The counts of the texts that an erasure took, as its entry of the log states them.
package struct ErasureExtent {
  package let entries: Int
  package let masked: Int
  /// Texts about others.
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
