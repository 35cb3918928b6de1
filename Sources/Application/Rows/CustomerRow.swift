import Records

/// A customer of a company, which goes by its slug.
package struct CustomerRow: Encodable, Sendable {
  private let customer: Customer
  private let company: String

  package init(_ customer: Customer, company: String) {
    (self.customer, self.company) = (customer, company)
  }

  package func encode(to encoder: any Encoder) throws {
    var row = encoder.container(keyedBy: RowKey.self)
    try row.encode(customer.id, "id")
    try row.encode(company, "company")
    try row.encode(customer.texts)
    try row.encode(customer.archived, "archived")
  }
}
