import Records

extension PartyChange {
  /// The party after the edit. A contact alone brings its own customer; a contact that isn't named
  /// goes with the customer that it belongs to. What is there already is not questioned: a contact
  /// that has been removed since stays until another is named.
  func applied(
    to old: Party, of company: CompanyID, in transaction: Transaction
  ) throws -> Party {
    func resolved(
      _ customer: Reference<CustomerID>?, _ contact: Reference<ContactID>?
    ) throws -> Party {
      try Party.resolved(customer: customer, contact: contact, of: company, in: transaction)
    }
    switch (customer, contact) {
    case (.keep, .keep): return old
    case (.keep, .set(nil)): return Party(customer: old.customer, contact: nil)
    case (.keep, .set(let contact)):
      return contact == old.contact.map(Reference.id) ? old : try resolved(nil, contact)
    case (.set(let customer), .keep):
      let party = try resolved(customer, nil)
      return party.customer == old.customer ? old : party
    case (.set(let customer), .set(let contact)):
      let isOld =
        customer == old.customer.map(Reference.id) && contact == old.contact.map(Reference.id)
      return isOld ? old : try resolved(customer, contact)
    }
  }
}
