/// What is needed to add a company.
package struct NewCompany: Sendable {
  package var name: String
  package var slug: String
  package var businessID: String?
  package var language: Language
  package var timeZone: String
  package var reminderDays: [Int]?
  package var reminderAt: String?

  package init(
    name: String, slug: String, businessID: String? = nil, language: Language = .finnish,
    timeZone: String = "Europe/Helsinki", reminderDays: [Int]? = nil, reminderAt: String? = nil
  ) {
    self.name = name
    self.slug = slug
    self.businessID = businessID
    self.language = language
    self.timeZone = timeZone
    self.reminderDays = reminderDays
    self.reminderAt = reminderAt
  }
}
