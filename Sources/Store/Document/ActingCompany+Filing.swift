import Records

/// Filing with what is added for it.
extension ActingCompany {
  /// Files a document with its details, in one transaction, with the customer and the contact that
  /// are added for it. One that another is like is refused, unless that `isSure`.
  package func file(
    _ document: DocumentID, under party: PartyChange, _ details: DocumentChange,
    adding additions: FilingAdditions = FilingAdditions()
  ) async throws(StoreError) -> Document {
    try await change { change in
      let writing = DocumentWriting(change: change)
      var party = party
      if let new = additions.customer {
        let checked = try FieldFaults.none { new.checked(&$0) }
        let customer = try Customer.add(checked, change)
        let similar = try customer.similar(change)
        try Self.refuse(similar.map(\.rawValue), .customer, checked.name, additions)
        party.customer = .set(.id(customer.id))
      }
      if let new = additions.contact {
        let checked = try FieldFaults.none { new.checked(&$0) }
        let old = try Document.required(document, of: change.company, in: change.transaction)
        let place = try party.applied(to: old.party, of: change.company, in: change.transaction)
        guard let id = place.customer else { throw Refusal(.customer, .text(.empty)) }
        let customer = try Customer.required(id, of: change.company, in: change.transaction)
        let contact = try Contact.add(checked, to: customer, change)
        let similar = try contact.similar(change)
        try Self.refuse(similar.map(\.rawValue), .contact, checked.name, additions)
        party.contact = .set(.id(contact.id))
      }
      _ = try writing.edit(document, details)
      return try writing.assign(document, party)
    }
  }

  private static func refuse(
    _ similar: [Int64], _ field: RecordField, _ name: String, _ additions: FilingAdditions
  ) throws(Refusal) {
    guard !similar.isEmpty, !additions.isSure else { return }
    throw Refusal(field, name, .name(.like(similar)))
  }
}
