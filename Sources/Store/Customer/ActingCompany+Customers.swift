import Records

/// Changes of the company's customers.
extension ActingCompany {
  /// Adds a customer, and tells which ones are like it.
  package func add(_ new: NewCustomer) async throws(StoreError) -> AddedCustomer {
    let checked = try StoreError.refusing(FieldFaults.none { new.checked(&$0) })
    return try await change { change in
      try Customer.refuseTaken(externalID: checked.externalID, change)
      let customer = try Customer.add(checked, change)
      return AddedRecord(customer, similar: try customer.similar(change))
    }
  }

  /// An edit that changes nothing is not logged.
  package func editCustomer(
    _ customer: some Referring<CustomerID>, _ edit: CustomerChange
  ) async throws(StoreError) -> Customer {
    let reference = customer.reference
    return try await change { change in
      let old = try Customer.required(reference, of: change.company, in: change.transaction)
      let edited = try old.checked(edit, change)
      try old.replace(with: edited, change)
      return edited
    }
  }

  /// Puts a customer away; once archived, this changes and logs nothing.
  package func archiveCustomer(
    _ customer: some Referring<CustomerID>
  ) async throws(StoreError) -> Customer {
    let reference = customer.reference
    return try await change { try Customer.archive(reference, $0) }
  }

  /// Merges a customer into another: its contacts, documents and tasks become the other's, which
  /// also gets what it has no text for; the log's entries stay, and are found by either. Gives the
  /// other one. What was merged there already is left so, and not logged.
  package func mergeCustomer(
    _ old: some Referring<CustomerID>, into new: some Referring<CustomerID>
  ) async throws(StoreError) -> Customer {
    let (old, new) = (old.reference, new.reference)
    return try await change { change in
      let other = try Customer.required(new, of: change.company, in: change.transaction)
      let merging = Merging(change: change, followers: Customer.followers)
      guard let pair = try merging.pair(old, into: other) else { return other }
      guard !other.archived else { throw Refusal(of: .record(other.id), .state(.isArchived)) }
      let (merged, changes) = try merging.merge(pair.old, into: pair.new)
      try change.log(
        .customerMerged, pair.old.party,
        change.logText.customerMerged(pair.old, into: merged, changes))
      return merged
    }
  }

  /// Brings an archived customer back. One that was merged gets back what went along and hasn't
  /// changed since, and is as it was before. Of any other this changes and logs nothing.
  package func restoreCustomer(
    _ customer: some Referring<CustomerID>
  ) async throws(StoreError) -> Customer {
    let reference = customer.reference
    return try await change { try Customer.bringBack(reference, $0) }
  }
}
