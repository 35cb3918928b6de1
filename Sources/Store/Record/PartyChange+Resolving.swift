import Records

extension PartyChange {
  /// The party after the edit. A contact brings its customer; a contact that isn't named goes with
  /// the customer that it belongs to. What is there already is not questioned: a contact that has
  /// been removed since stays until another is named.
  func applied(
    to old: Party, of company: CompanyID, in transaction: Transaction
  ) throws -> Party {
    let named = named(over: old)
    if named.customer == old.customer && named.contact == old.contact { return old }
    return try Party.resolved(
      customer: named.customer, contact: named.contact, of: company, in: transaction)
  }
}
