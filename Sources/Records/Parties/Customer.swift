/// Whom the company sells to. An archived customer stays, and can be found, used and edited.
package struct Customer: Sendable, Hashable {
  package let id: CustomerID
  package let company: CompanyID
  package let name: String
  package let businessID: String?
  package let email: String?
  package let phone: String?
  package let archived: Bool
  /// What another system calls it; unique in the company.
  package let externalID: String?

  package init(
    id: CustomerID, company: CompanyID, name: String, businessID: String?, email: String?,
    phone: String?, archived: Bool, externalID: String?
  ) {
    self.id = id
    self.company = company
    self.name = name
    self.businessID = businessID
    self.email = email
    self.phone = phone
    self.archived = archived
    self.externalID = externalID
  }
}

extension Customer {
  /// The customer after an edit; what its rules refuse is noted in `faults`.
  package func edited(_ change: CustomerChange, _ faults: inout FieldFaults) -> Customer {
    Customer(
      id: id, company: company,
      name: faults.checked(change.name.applied(to: name), FieldRule.name),
      businessID: faults.checked(change.businessID.applied(to: businessID), FieldRule.businessID),
      email: faults.checked(change.email.applied(to: email), FieldRule.optionalEmail),
      phone: faults.checked(change.phone.applied(to: phone), FieldRule.phone),
      archived: archived, externalID: externalID)
  }

  /// What became another value from `self` to `edited`.
  package func changes(to edited: Customer) -> FieldChanges {
    var changes = FieldChanges()
    changes.note(.name, name, edited.name)
    changes.note(.businessID, businessID, edited.businessID)
    changes.note(.email, email, edited.email)
    changes.note(.phone, phone, edited.phone)
    return changes
  }

  /// Whether every word occurs in one of its fields.
  package func holds(_ words: TextWords) -> Bool {
    words.allOccur(in: [name, businessID, email, phone].compactMap(\.self).joined(separator: " "))
  }
}
