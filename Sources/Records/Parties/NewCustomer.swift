/// What is needed to add a customer to a company.
package struct NewCustomer: Sendable {
  package var name: String
  package var businessID: String?
  package var email: String?
  package var phone: String?
  /// What another system calls it.
  package var externalID: String?

  package init(
    name: String, businessID: String? = nil, email: String? = nil, phone: String? = nil,
    externalID: String? = nil
  ) {
    self.name = name
    self.businessID = businessID
    self.email = email
    self.phone = phone
    self.externalID = externalID
  }

  /// As it is stored; what its rules refuse is noted in `faults`.
  package func checked(_ faults: inout FieldFaults) -> NewCustomer {
    NewCustomer(
      name: faults.checked(name, FieldRule.name),
      businessID: faults.checked(businessID, FieldRule.businessID),
      email: faults.checked(email, FieldRule.optionalEmail),
      phone: faults.checked(phone, FieldRule.phone),
      externalID: faults.checked(externalID, FieldRule.rowExternalID))
  }
}
