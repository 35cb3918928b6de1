import Records

/// Changes of the contacts of the company's customers.
extension ActingCompany {
  package func addContact(
    _ new: NewContact, to customer: CustomerID
  ) async throws(StoreError) -> Contact {
    let checked = try StoreError.refusing(FieldFaults.none { new.checked(&$0) })
    return try await change { change in
      try Contact.refuseTaken(
        externalID: checked.externalID, of: change.company, in: change.transaction)
      return try Contact.add(checked, to: customer, change)
    }
  }

  /// An edit that changes nothing is not logged.
  package func editContact(
    _ contact: ContactID, _ edit: ContactChange
  ) async throws(StoreError) -> Contact {
    try await change { change in
      let old = try Contact.required(contact, of: change.company, in: change.transaction)
      let edited = try FieldFaults.none { old.edited(edit, &$0) }
      try old.replace(with: edited, change)
      return edited
    }
  }

  /// From then on there is no such contact; what the log says of it stays. Its external id is free
  /// again: an import that still has it adds a new contact. Returns the contact as it was.
  package func removeContact(_ contact: ContactID) async throws(StoreError) -> Contact {
    try await change { change in
      let (id, transaction) = (change.company, change.transaction)
      let old = try Contact.required(contact, of: id, in: transaction)
      let customer = try Customer.required(old.customer, of: id, in: transaction)
      try transaction.run(
        """
        UPDATE contact SET removed = 1, externalID = NULL
        WHERE id = \(contact) AND company = \(id)
        """)
      try change.log(
        .contactRemoved, old.party, change.logText.contactRemoved(old, of: customer))
      return old
    }
  }
}
