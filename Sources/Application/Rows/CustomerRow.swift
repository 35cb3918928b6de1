import Records

/// A customer of a company, which goes by its slug.
package struct CustomerRow: Encodable, Sendable {
  package let customer: Customer

  package init(_ customer: Customer) { self.customer = customer }

  package func encode(to encoder: any Encoder) throws {
    var row = encoder.container(keyedBy: RowKey.self)
    try row.encode(customer.id, "id")
    try row.encode(customer.companySlug, "company")
    try row.encode(customer.texts)
    try row.encode(customer.archived, "archived")
    try row.encode(customer.mergedInto, "mergedInto")
  }
}
