/// Whom the company sells to. An archived customer stays, and can be found, used and edited.
package struct Customer: StatedRecord {
  package static let kind = RecordKind.customer
  package static let fields = [
    .name(), StatedField(.businessID, FieldRule.businessID), .email(), .phone(),
  ]

  package let id: CustomerID
  package let company: CompanyID
  /// The slug of the company.
  package let companySlug: String
  package var texts: FieldTexts<Customer>
  package let archived: Bool
  /// The name that another system has for the customer; unique in the company.
  package let externalID: String?

  package init(
    id: CustomerID, company: CompanyID, companySlug: String, texts: FieldTexts<Customer>,
    archived: Bool = false,
    externalID: String? = nil
  ) {
    self.id = id
    self.company = company
    self.companySlug = companySlug
    self.texts = texts
    self.archived = archived
    self.externalID = externalID
  }

  package var businessID: String? { texts[.businessID] }
}

package typealias NewCustomer = NewRecord<Customer>
package typealias CustomerChange = FieldEdits<Customer>

extension NewCustomer {
  package init(
    name: String, businessID: String? = nil, email: String? = nil, phone: String? = nil,
    externalID: String? = nil
  ) {
    self.init(
      FieldTexts([.name: name, .businessID: businessID, .email: email, .phone: phone]),
      externalID: externalID)
  }
}
