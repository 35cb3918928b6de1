import Records

/// Contacts that are removed, and brought back.
extension Contact {
  /// From then on there is no such contact, until it is brought back.
  static func remove(
    _ reference: Reference<ContactID>, _ change: RecordedChange
  ) throws -> Contact {
    let (id, transaction) = (change.company, change.transaction)
    let old = try Contact.required(reference, of: id, in: transaction)
    let customer = try Customer.required(old.customer, of: id, in: transaction)
    try transaction.run(
      "UPDATE contact SET removed = 1 WHERE id = \(old.id) AND company = \(id)")
    try change.log(
      .contactRemoved, old.party, change.logText.contactRemoved(old, of: customer))
    return try Contact.stored(old.id, of: id, in: transaction)
  }

  /// Undoes a removal or a merge; of any other contact this changes and logs nothing.
  static func bringBack(
    _ reference: Reference<ContactID>, _ change: RecordedChange
  ) throws -> Contact {
    let (id, transaction) = (change.company, change.transaction)
    let old = try Contact.stored(reference, of: id, in: transaction)
    guard old.removed else { return old }
    try old.refuseErased(change)
    let undone = try change.lastEntry([.contactRemoved, .contactMerged], on: .contact(old.id))
    let other = try old.mergedInto.map { try Contact.stored($0, of: id, in: transaction) }
    let contact = try Merging(change: change, followers: Contact.followers).restore(old)
    let customer = try Customer.required(contact.customer, of: id, in: transaction)
    let lost = contact.externalID == nil ? old.externalID : nil
    try change.log(
      .contactRestored, contact.party, correcting: undone,
      change.logText.contactRestored(contact, of: customer, from: other, without: lost))
    return contact
  }

  private func refuseErased(_ change: RecordedChange) throws {
    let isErased = try change.transaction.value(
      "SELECT erased FROM contact WHERE id = \(id) AND company = \(change.company)", as: Bool.self)
    if isErased == true { throw Refusal(of: .record(id), .state(.wasErased)) }
  }
}
