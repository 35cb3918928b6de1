/// A customer, perhaps with one of its contacts: whom a document, a task or an event concerns. A
/// contact never comes without its customer.
package struct Party: Sendable, Hashable {
  package private(set) var customer: CustomerID?
  package private(set) var contact: ContactID?

  /// Nobody.
  package init() {}

  package init(customer: CustomerID) {
    self.customer = customer
  }

  package init(customer: CustomerID, contact: ContactID) {
    self.customer = customer
    self.contact = contact
  }

  /// As it stands in the columns of one row.
  package init(customer: CustomerID?, contact: ContactID?) {
    precondition(contact == nil || customer != nil, "a contact without its customer")
    self.customer = customer
    self.contact = contact
  }
}
