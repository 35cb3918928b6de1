/// The customer and the contact that an edit gives a document or a task.
package struct PartyChange: Sendable, Codable {
  package var customer: Edit<Reference<CustomerID>?> = .keep
  package var contact: Edit<Reference<ContactID>?> = .keep

  package init() {}

  /// Gives both, or takes them away.
  package static func all(of party: Party) -> PartyChange {
    var change = PartyChange()
    change.customer = .set(party.customer.map(Reference.id))
    change.contact = .set(party.contact.map(Reference.id))
    return change
  }
}
