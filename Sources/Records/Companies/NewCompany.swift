import Platform

/// The fields of a company that is to be added.
package struct NewCompany: Sendable {
  package var name: String
  package var slug: String
  package var businessID: String?
  package var language: Language
  package var timeZone: Zone
  package var reminderDays: [Int]?
  package var reminderAt: TimeOfDay?

  package init(
    name: String, slug: String, businessID: String? = nil, language: Language = .finnish,
    timeZone: Zone = "Europe/Helsinki", reminderDays: [Int]? = nil, reminderAt: TimeOfDay? = nil
  ) {
    self.name = name
    self.slug = slug
    self.businessID = businessID
    self.language = language
    self.timeZone = timeZone
    self.reminderDays = reminderDays
    self.reminderAt = reminderAt
  }

  /// As it is stored. `knowsZone` tells whether the system has rules of a zone.
  package func checked(knowsZone: (Zone) -> Bool) throws(Refusal) -> NewCompany {
    NewCompany(
      name: try FieldRule.name(name), slug: try FieldRule.slug(slug),
      businessID: try FieldRule.businessID(businessID), language: language,
      timeZone: try FieldRule.timeZone(timeZone, isKnown: knowsZone),
      reminderDays: try FieldRule.reminderDays(reminderDays),
      reminderAt: reminderAt)
  }
}
