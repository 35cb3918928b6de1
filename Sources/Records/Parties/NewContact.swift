/// What is needed to add a contact to a customer.
package struct NewContact: Sendable {
  package var name: String
  package var role: String?
  package var email: String?
  package var phone: String?
  /// What another system calls it.
  package var externalID: String?

  package init(
    name: String, role: String? = nil, email: String? = nil, phone: String? = nil,
    externalID: String? = nil
  ) {
    self.name = name
    self.role = role
    self.email = email
    self.phone = phone
    self.externalID = externalID
  }

  /// As it is stored; what its rules refuse is noted in `faults`.
  package func checked(_ faults: inout FieldFaults) -> NewContact {
    NewContact(
      name: faults.checked(name, FieldRule.name),
      role: faults.checked(role, FieldRule.role),
      email: faults.checked(email, FieldRule.optionalEmail),
      phone: faults.checked(phone, FieldRule.phone),
      externalID: faults.checked(externalID, FieldRule.rowExternalID))
  }
}
