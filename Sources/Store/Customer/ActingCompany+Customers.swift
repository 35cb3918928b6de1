import Records

/// Changes of the company's customers.
extension ActingCompany {
  package func addCustomer(_ new: NewCustomer) async throws(StoreError) -> Customer {
    let checked = try StoreError.refusing(FieldFaults.none { new.checked(&$0) })
    return try await change { change in
      try Customer.refuseTaken(
        externalID: checked.externalID, of: change.company, in: change.transaction)
      return try Customer.add(checked, change)
    }
  }

  /// An edit that changes nothing is not logged.
  package func editCustomer(
    _ customer: CustomerID, _ edit: CustomerChange
  ) async throws(StoreError) -> Customer {
    try await change { change in
      let old = try Customer.required(customer, of: change.company, in: change.transaction)
      let edited = try FieldFaults.none { old.edited(edit, &$0) }
      try old.replace(with: edited, change)
      return edited
    }
  }

  /// Puts a customer away; once archived, this changes and logs nothing.
  package func archiveCustomer(_ customer: CustomerID) async throws(StoreError) -> Customer {
    try await change { change in
      let (id, transaction) = (change.company, change.transaction)
      let old = try Customer.required(customer, of: id, in: transaction)
      guard !old.archived else { return old }
      try transaction.run(
        "UPDATE customer SET archived = 1 WHERE id = \(customer) AND company = \(id)")
      try change.log(
        .customerArchived, Party(customer: customer), change.logText.customerArchived(old))
      return try Customer.required(customer, of: id, in: transaction)
    }
  }
}
