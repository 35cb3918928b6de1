/// Whom the company sells to. An archived customer stays, and can be found, used and edited.
package struct Customer: StatedRecord {
  package static let kind = RecordKind.customer
  package static let fields = [
    .name(), StatedField(.businessID, FieldRule.businessID), .email(), .phone(),
    .line(.street, TextLimit.name), .line(.postalCode), .line(.city), .line(.country), .notes(),
    .externalID(),
  ]

  package let id: CustomerID
  package let company: CompanyID
  /// The slug of the company.
  package let companySlug: String
  package var texts: FieldTexts<Customer>
  package let archived: Bool
  /// The customer that this one, which is archived then, turned out to be.
  package let mergedInto: CustomerID?

  package init(
    id: CustomerID, company: CompanyID, companySlug: String, texts: FieldTexts<Customer>,
    archived: Bool = false, mergedInto: CustomerID? = nil
  ) {
    self.id = id
    self.company = company
    self.companySlug = companySlug
    self.texts = texts
    self.archived = archived
    self.mergedInto = mergedInto
  }

  package var businessID: String? { texts[.businessID] }
  package var party: Party { Party(customer: id) }
}

package typealias NewCustomer = NewRecord<Customer>
package typealias CustomerChange = FieldEdits<Customer>

extension NewCustomer {
  package init(
    name: String, businessID: String? = nil, email: String? = nil, phone: String? = nil,
    externalID: String? = nil
  ) {
    self.init(
      FieldTexts([
        .name: name, .businessID: businessID, .email: email, .phone: phone,
        .externalID: externalID,
      ]))
  }
}
