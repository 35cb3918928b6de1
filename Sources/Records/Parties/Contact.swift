/// A person at a customer. A removed one exists for nobody but the log, until it is restored.
package struct Contact: StatedRecord {
  package static let kind = RecordKind.contact
  package static let fields = [
    .name(isPersonal: true), StatedField(.role, isPersonal: true, FieldRule.role),
    .email(isPersonal: true), .phone(isPersonal: true), .notes(isPersonal: true),
    .externalID(isPersonal: true),
  ]

  package let id: ContactID
  package let company: CompanyID
  /// The slug of the company.
  package let companySlug: String
  /// The customer of the contact's documents and tasks too.
  package var customer: CustomerID
  package var texts: FieldTexts<Contact>
  package let removed: Bool
  /// The contact that this one, which is removed then, turned out to be.
  package let mergedInto: ContactID?

  package init(
    id: ContactID, company: CompanyID, companySlug: String, customer: CustomerID,
    texts: FieldTexts<Contact>, removed: Bool = false, mergedInto: ContactID? = nil
  ) {
    self.id = id
    self.company = company
    self.companySlug = companySlug
    self.customer = customer
    self.texts = texts
    self.removed = removed
    self.mergedInto = mergedInto
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
      FieldTexts([
        .name: name, .role: role, .email: email, .phone: phone, .externalID: externalID,
      ]))
  }
}
