import Foundation
import Records

/// The contacts of the company's customers.
extension CompanyScope {
  package func addContact(
    _ new: NewContact, to customer: CustomerID, by actor: PersonID? = nil, now: Date
  ) async throws(StoreError) -> Contact {
    let id = id
    let checked = try StoreError.refusing(FieldFaults.none { new.checked(&$0) })
    return try await engine.write { transaction in
      try Contact.refuseTaken(externalID: checked.externalID, of: id, in: transaction)
      return try Contact.add(
        checked, to: customer, RecordedChange(of: id, by: actor, at: now, in: transaction))
    }
  }

  /// By name. `role` is compared without case; the words of `text` must all occur in name, role,
  /// e-mail or phone, spread over them as they like.
  package func contacts(
    customer: CustomerID? = nil, role: String? = nil, text: String? = nil,
    page: ListPage<ContactID> = ListPage()
  ) async throws(StoreError) -> [Contact] {
    let id = id
    let words = TextWords(text ?? "")
    let role = role.map { TextWords.folded($0.trimmingCharacters(in: .whitespaces)) }
    return try await engine.read { transaction in
      if let customer { _ = try Customer.required(customer, of: id, in: transaction) }
      let list = try Contact.list(of: id, customer: customer, page, in: transaction)
      return try list.rows(
        in: transaction,
        where: { row in
          let contact = Contact(row: row)
          return (role == nil || role == TextWords.folded(contact.role ?? ""))
            && contact.holds(words)
        }, Contact.init(row:))
    }
  }

  /// Nil when the company has no such contact, or no longer.
  package func contact(_ contact: ContactID) async throws(StoreError) -> Contact? {
    let id = id
    return try await engine.read { try Contact.find(contact, of: id, in: $0) }
  }

  /// An edit that changes nothing is not logged.
  package func editContact(
    _ contact: ContactID, _ change: ContactChange, by actor: PersonID? = nil, now: Date
  ) async throws(StoreError) -> Contact {
    let id = id
    return try await engine.write { transaction in
      let old = try Contact.required(contact, of: id, in: transaction)
      let edited = try FieldFaults.none { old.edited(change, &$0) }
      try old.replace(with: edited, RecordedChange(of: id, by: actor, at: now, in: transaction))
      return edited
    }
  }

  /// From then on there is no such contact; what the log says of it stays. Its external id is free
  /// again: an import that still has it adds a new contact. Returns the contact as it was.
  package func removeContact(
    _ contact: ContactID, by actor: PersonID? = nil, now: Date
  ) async throws(StoreError) -> Contact {
    let id = id
    return try await engine.write { transaction in
      let old = try Contact.required(contact, of: id, in: transaction)
      let customer = try Customer.required(old.customer, of: id, in: transaction)
      try transaction.run(
        """
        UPDATE contact SET removed = 1, externalID = NULL WHERE id = \(contact) AND company = \(id)
        """)
      let change = try RecordedChange(of: id, by: actor, at: now, in: transaction)
      let text = change.voice.contactRemoved(old, of: customer)
      try change.log(.contactRemoved, old.party, text)
      return old
    }
  }
}
