import Records

/// A contact at a customer of a company, which goes by its slug.
package struct ContactRow: Encodable, Sendable {
  package let id: ContactID
  package let company: String
  package let customer: CustomerID
  package let name: String
  package let role: String?
  package let email: String?
  package let phone: String?

  package init(_ contact: Contact, company: String) {
    id = contact.id
    self.company = company
    customer = contact.customer
    name = contact.name
    role = contact.role
    email = contact.email
    phone = contact.phone
  }
}
