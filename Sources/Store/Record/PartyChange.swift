import GRDB

/// What an edit changes in whom a document or a task concerns.
package struct PartyChange: Sendable {
  package var customer: Edit<CustomerID?> = .keep
  package var contact: Edit<ContactID?> = .keep

  package init() {}

  /// The party after the edit. A contact brings its customer; a contact that isn't named goes with
  /// the customer that it belongs to. What is there already is not questioned: a contact that has
  /// been removed since stays until another is named.
  func applied(
    to old: Party, of company: CompanyID, in database: Database
  ) throws -> Party {
    let named = named(over: old)
    if named.customer == old.customer && named.contact == old.contact { return old }
    return try Party.resolved(
      customer: named.customer, contact: named.contact, of: company, in: database)
  }

  private func named(over old: Party) -> (customer: CustomerID?, contact: ContactID?) {
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
