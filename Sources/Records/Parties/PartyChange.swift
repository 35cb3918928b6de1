/// The customer and the contact that an edit gives a document or a task.
package struct PartyChange: Sendable {
  package var customer: Edit<CustomerID?> = .keep
  package var contact: Edit<ContactID?> = .keep

  package init() {}

  /// Whom the edit names, over who was named before: a contact alone brings its own customer, and a
  /// contact that isn't named goes with the customer that it belongs to.
  package func named(over old: Party) -> (customer: CustomerID?, contact: ContactID?) {
    switch (customer, contact) {
    case (.keep, .keep): (old.customer, old.contact)
    case (.keep, .set(let contact)):
      // Without a contact the customer stays; another contact brings its own.
      contact == nil || contact == old.contact ? (old.customer, contact) : (nil, contact)
    case (.set(let customer), .keep):
      (customer, customer == old.customer ? old.contact : nil)
    case (.set(let customer), .set(let contact)): (customer, contact)
    }
  }
}
