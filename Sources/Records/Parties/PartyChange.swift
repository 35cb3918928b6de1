/// The customer and the contact that an edit gives a document or a task.
package struct PartyChange: Sendable {
  package var customer: Edit<Reference<CustomerID>?> = .keep
  package var contact: Edit<Reference<ContactID>?> = .keep

  package init() {}
}
