import Records

/// Changes of the contacts of the company's customers.
extension ActingCompany {
  /// Adds a contact, and tells which ones are like it.
  package func add(
    _ new: NewContact, to customer: some Referring<CustomerID>
  ) async throws(StoreError) -> AddedContact {
    let checked = try StoreError.refusing(FieldFaults.none { new.checked(&$0) })
    let reference = customer.reference
    return try await change { change in
      try Contact.refuseTaken(externalID: checked.externalID, change)
      let customer = try Customer.required(
        reference, of: change.company, in: change.transaction)
      let contact = try Contact.add(checked, to: customer, change)
      return AddedRecord(contact, similar: try contact.similar(change))
    }
  }

  /// An edit that changes nothing is not logged. With `customer` the contact goes there, and its
  /// documents and tasks with it.
  package func editContact(
    _ contact: some Referring<ContactID>, _ edit: ContactChange,
    to customer: Reference<CustomerID>? = nil
  ) async throws(StoreError) -> Contact {
    let reference = contact.reference
    return try await change { change in
      let (company, transaction) = (change.company, change.transaction)
      let old = try Contact.required(reference, of: company, in: transaction)
      var edited = try old.checked(edit, change)
      if let customer { edited.customer = try customer.resolved(of: company, in: transaction) }
      try old.replace(with: edited, change)
      return edited
    }
  }

  /// From then on there is no such contact, until it is restored; what the log says of it stays. An
  /// import that has its external id adds a new contact.
  package func removeContact(
    _ contact: some Referring<ContactID>
  ) async throws(StoreError) -> Contact {
    let reference = contact.reference
    return try await change { try Contact.remove(reference, $0) }
  }

  /// Merges a contact into another of the same customer: its documents and tasks become the
  /// other's, which also gets what it has no text for; the log's entries stay, and are found by
  /// either. Gives the other one. What was merged there already is left so, and not logged.
  package func mergeContact(
    _ old: some Referring<ContactID>, into new: some Referring<ContactID>
  ) async throws(StoreError) -> Contact {
    let (old, new) = (old.reference, new.reference)
    return try await change { change in
      let other = try Contact.required(new, of: change.company, in: change.transaction)
      let merging = Merging(change: change, followers: Contact.followers)
      guard let pair = try merging.pair(old, into: other) else { return other }
      guard pair.old.customer == other.customer else {
        throw Refusal(
          of: .record(pair.old.id), .place(.contactsOfTwo(pair.old.customer, other.customer)))
      }
      let (merged, changes) = try merging.merge(pair.old, into: pair.new)
      try change.log(
        .contactMerged, pair.old.party,
        change.logText.contactMerged(pair.old, into: merged, changes))
      return merged
    }
  }

  /// Brings a removed contact back, without its external id where another has that by now. One that
  /// was merged gets back what went along and hasn't changed since. Of any other this changes and
  /// logs nothing; what was erased is gone.
  package func restoreContact(
    _ contact: some Referring<ContactID>
  ) async throws(StoreError) -> Contact {
    let reference = contact.reference
    return try await change { try Contact.bringBack(reference, $0) }
  }
}
