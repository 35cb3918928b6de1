import Records

/// Customers that are put away, and brought back.
extension Customer {
  /// Once archived, this changes and logs nothing.
  static func archive(
    _ reference: Reference<CustomerID>, _ change: RecordedChange
  ) throws -> Customer {
    let (id, transaction) = (change.company, change.transaction)
    let old = try Customer.required(reference, of: id, in: transaction)
    guard !old.archived else { return old }
    try transaction.run(
      "UPDATE customer SET archived = 1 WHERE id = \(old.id) AND company = \(id)")
    try change.log(.customerArchived, old.party, change.logText.customerArchived(old))
    return try Customer.required(old.id, of: id, in: transaction)
  }

  /// Undoes an archiving or a merge; of any other customer this changes and logs nothing.
  static func bringBack(
    _ reference: Reference<CustomerID>, _ change: RecordedChange
  ) throws -> Customer {
    let (id, transaction) = (change.company, change.transaction)
    let old = try Customer.stored(reference, of: id, in: transaction)
    guard old.archived else { return old }
    let undone = try change.lastEntry(
      [.customerArchived, .customerMerged], on: .customer(old.id))
    let other = try old.mergedInto.map { try Customer.stored($0, of: id, in: transaction) }
    let customer = try Merging(change: change, followers: Customer.followers).restore(old)
    let lost = customer.externalID == nil ? old.externalID : nil
    try change.log(
      .customerRestored, customer.party, correcting: undone,
      change.logText.customerRestored(customer, from: other, without: lost))
    return customer
  }
}
