/// A person at a customer. A removed one exists for nobody but the log.
package struct Contact: StatedRecord {
  package static let kind = RecordKind.contact
  package static let fields = [
    .name(isPersonal: true), StatedField(.role, isPersonal: true, FieldRule.role),
    .email(isPersonal: true), .phone(isPersonal: true),
  ]

  package let id: ContactID
  package let company: CompanyID
  /// The slug of the company.
  package let companySlug: String
  /// Never another one: what the log says of the contact it says of this customer.
  package let customer: CustomerID
  package var texts: FieldTexts<Contact>
  /// The name that another system has for the contact; unique in the company.
  package let externalID: String?

  package init(
    id: ContactID, company: CompanyID, companySlug: String, customer: CustomerID,
    texts: FieldTexts<Contact>,
    externalID: String? = nil
  ) {
    self.id = id
    self.company = company
    self.companySlug = companySlug
    self.customer = customer
    self.texts = texts
    self.externalID = externalID
  }

  /// The word that contacts are grouped by.
  package var role: String? { texts[.role] }
  package var party: Party { Party(customer: customer, contact: id) }
}

package typealias NewContact = NewRecord<Contact>
package typealias ContactChange = FieldEdits<Contact>

extension NewContact {
  package init(
    name: String, role: String? = nil, email: String? = nil, phone: String? = nil,
    externalID: String? = nil
  ) {
    self.init(
      FieldTexts([.name: name, .role: role, .email: email, .phone: phone]),
      externalID: externalID)
  }
}
