import MailIngest
import Records

/// A company, with the address that its mail goes to; nil where the installation has no addresses.
package struct CompanyRow: Encodable, Sendable {
  package let id: CompanyID
  package let slug: String
  package let name: String
  package let businessID: String?
  package let language: Language
  package let timeZone: String
  package let address: String?
  package let reminderDays: [Int]?
  package let reminderAt: String?
  package let active: Bool

  package init(_ company: Company, template: AddressTemplate?) {
    id = company.id
    slug = company.slug
    name = company.name
    businessID = company.businessID
    language = company.language
    timeZone = company.timeZone.name
    address = template?.address(slug: company.slug, token: company.token)
    reminderDays = company.reminderDays
    reminderAt = company.reminderAt?.description
    active = company.active
  }
}
