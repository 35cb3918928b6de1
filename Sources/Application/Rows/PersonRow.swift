import Records

/// A person of a company, which goes by its slug.
package struct PersonRow: Encodable, Sendable {
  package let id: PersonID
  package let company: String
  package let name: String
  package let email: String
  package let role: Role
  package let language: Language?
  package let reminderDays: [Int]?
  package let reminderAt: String?
  package let removed: Bool

  package init(_ person: Person) {
    id = person.id
    company = person.companySlug
    name = person.name
    email = person.email
    role = person.role
    language = person.language
    reminderDays = person.reminderDays
    reminderAt = person.reminderAt?.description
    removed = person.removed
  }
}
