/// A person at a customer. A removed one exists for nobody but the log.
package struct Contact: Sendable, Hashable {
  package let id: ContactID
  package let company: CompanyID
  /// Never another one: what the log says of the contact it says of this customer.
  package let customer: CustomerID
  package let name: String
  /// What contacts are grouped by.
  package let role: String?
  package let email: String?
  package let phone: String?
  /// What another system calls it; unique in the company.
  package let externalID: String?

  package init(
    id: ContactID, company: CompanyID, customer: CustomerID, name: String, role: String?,
    email: String?, phone: String?, externalID: String?
  ) {
    self.id = id
    self.company = company
    self.customer = customer
    self.name = name
    self.role = role
    self.email = email
    self.phone = phone
    self.externalID = externalID
  }

  package var party: Party { Party(customer: customer, contact: id) }
}

extension Contact {
  /// The contact after an edit; what its rules refuse is noted in `faults`.
  package func edited(_ change: ContactChange, _ faults: inout FieldFaults) -> Contact {
    Contact(
      id: id, company: company, customer: customer,
      name: faults.checked(change.name.applied(to: name), FieldRule.name),
      role: faults.checked(change.role.applied(to: role), FieldRule.role),
      email: faults.checked(change.email.applied(to: email), FieldRule.optionalEmail),
      phone: faults.checked(change.phone.applied(to: phone), FieldRule.phone),
      externalID: externalID)
  }

  /// What became another value from `self` to `edited`.
  package func changes(to edited: Contact) -> FieldChanges {
    var changes = FieldChanges()
    changes.note(.name, name, edited.name)
    changes.note(.role, role, edited.role)
    changes.note(.email, email, edited.email)
    changes.note(.phone, phone, edited.phone)
    return changes
  }

  /// Whether every word occurs in one of its fields.
  package func holds(_ words: TextWords) -> Bool {
    words.allOccur(in: [name, role, email, phone].compactMap(\.self).joined(separator: " "))
  }
}
