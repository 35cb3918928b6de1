import Records

/// A customer of a company, which goes by its slug.
package struct CustomerRow: Encodable, Sendable {
  package let id: CustomerID
  package let company: String
  package let name: String
  package let businessID: String?
  package let email: String?
  package let phone: String?
  package let archived: Bool

  package init(_ customer: Customer, company: String) {
    id = customer.id
    self.company = company
    name = customer.name
    businessID = customer.businessID
    email = customer.email
    phone = customer.phone
    archived = customer.archived
  }
}
