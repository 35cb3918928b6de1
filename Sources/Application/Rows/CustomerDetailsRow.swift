import Records

/// A customer with the numbers of what hangs on it, and the newest entries of its log.
package struct CustomerDetailsRow: Encodable, Sendable {
  package struct Counts: Encodable, Sendable {
    package let contacts: Int
    package let documents: Int
    package let tasks: Int
  }

  package let customer: CustomerRow
  package let counts: Counts
  package let latest: [LogEntryRow]

  init(_ customer: Customer, _ counts: CustomerCounts, latest: [LogEntryRow]) {
    self.customer = CustomerRow(customer)
    self.counts = Counts(
      contacts: counts.contacts, documents: counts.documents, tasks: counts.tasks)
    self.latest = latest
  }

  package func encode(to encoder: any Encoder) throws {
    try customer.encode(to: encoder)
    var rest = encoder.container(keyedBy: RowKey.self)
    try rest.encode(counts, "counts")
    try rest.encode(latest, "latest")
  }
}
