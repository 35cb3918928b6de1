import Platform

/// The fields that an edit changes in a company.
package struct CompanyChange: Sendable, Codable {
  package var name: Edit<String> = .keep
  package var slug: Edit<String> = .keep
  package var businessID: Edit<String?> = .keep
  package var language: Edit<Language> = .keep
  package var timeZone: Edit<Zone> = .keep
  package var reminderDays: Edit<[Int]?> = .keep
  package var reminderAt: Edit<TimeOfDay?> = .keep
  package var reminderWorkdays: Edit<Bool> = .keep
  package var active: Edit<Bool> = .keep

  package init() {}

  /// The edit that makes `company` of another one.
  package init(to company: Company, from other: Company) {
    name = Edit(to: company.name, from: other.name)
    slug = Edit(to: company.slug, from: other.slug)
    businessID = Edit(to: company.businessID, from: other.businessID)
    language = Edit(to: company.language, from: other.language)
    timeZone = Edit(to: company.timeZone, from: other.timeZone)
    reminderDays = Edit(to: company.reminderDays, from: other.reminderDays)
    reminderAt = Edit(to: company.reminderAt, from: other.reminderAt)
    reminderWorkdays = Edit(to: company.reminderWorkdays, from: other.reminderWorkdays)
    active = Edit(to: company.active, from: other.active)
  }
}
