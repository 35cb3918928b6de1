import Records

/// Whom a row concerns: a customer and a contact, each by a reference or by its external id.
extension ImportedTexts {
  package static let partyColumns: [RecordField] = [
    .customer, .customerExternalID, .contact, .contactExternalID,
  ]

  /// Nil where a name is nobody's or two don't go together, which is noted.
  func party(_ change: RecordedChange, _ faults: inout FieldFaults) throws -> Party? {
    let before = faults.errors.count
    var named = ImportedContact()
    named.customer = self[.customer]
    named.customerExternalID = self[.customerExternalID]
    let customer = try named.customer(change, &faults)
    let contact = try contact(change, &faults)
    guard faults.errors.count == before else {
      // The contact is looked for all the same, so that everything wrong is told at once.
      _ = try faults.tried { try contact?.resolved(of: change.company, in: change.transaction) }
      return nil
    }
    return try faults.tried {
      try Party.resolved(
        customer: customer.map(Reference.id), contact: contact, of: change.company,
        in: change.transaction)
    }
  }

  private func contact(
    _ change: RecordedChange, _ faults: inout FieldFaults
  ) throws -> Reference<ContactID>? {
    if let contact = given(.contact).flatMap(Reference<ContactID>.init) { return contact }
    guard let text = given(.contactExternalID) else { return nil }
    let key = text.precomposedStringWithCanonicalMapping
    if let known = try Contact.find(externalID: key, of: change.company, in: change.transaction) {
      return .id(known.id)
    }
    faults.note(Refusal(.contactExternalID, text, .absent(.noneHasExternalID(.contact))))
    return nil
  }
}
