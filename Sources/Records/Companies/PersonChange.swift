/// The fields that an edit changes in a person.
package struct PersonChange: Sendable, Codable {
  package var name: Edit<String> = .keep
  package var email: Edit<String> = .keep
  package var role: Edit<Role> = .keep
  package var language: Edit<Language?> = .keep
  package var reminderDays: Edit<[Int]?> = .keep
  package var reminderAt: Edit<TimeOfDay?> = .keep

  package init() {}

  /// The edit that makes `person` of another one.
  package init(to person: Person, from other: Person) {
    name = Edit(to: person.name, from: other.name)
    email = Edit(to: person.email, from: other.email)
    role = Edit(to: person.role, from: other.role)
    language = Edit(to: person.language, from: other.language)
    reminderDays = Edit(to: person.reminderDays, from: other.reminderDays)
    reminderAt = Edit(to: person.reminderAt, from: other.reminderAt)
  }
}
