/// The fields of a person who is to be added to a company.
package struct NewPerson: Sendable {
  package var name: String
  package var email: String
  package var role: Role
  package var language: Language?
  package var reminderDays: [Int]?
  package var reminderAt: TimeOfDay?

  package init(
    name: String, email: String, role: Role = .member, language: Language? = nil,
    reminderDays: [Int]? = nil, reminderAt: TimeOfDay? = nil
  ) {
    self.name = name
    self.email = email
    self.role = role
    self.language = language
    self.reminderDays = reminderDays
    self.reminderAt = reminderAt
  }

  /// As it is stored.
  package func checked() throws(Refusal) -> NewPerson {
    NewPerson(
      name: try FieldRule.name(name), email: try FieldRule.email(email), role: role,
      language: language,
      reminderDays: try FieldRule.reminderDays(reminderDays),
      reminderAt: reminderAt)
  }
}
