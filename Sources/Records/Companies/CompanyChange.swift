import Platform

/// The fields that an edit changes in a company.
package struct CompanyChange: Sendable {
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
}
