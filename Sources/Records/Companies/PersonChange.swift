/// The fields that an edit changes in a person.
package struct PersonChange: Sendable {
  package var name: Edit<String> = .keep
  package var email: Edit<String> = .keep
  package var role: Edit<Role> = .keep
  package var language: Edit<Language?> = .keep
  package var reminderDays: Edit<[Int]?> = .keep
  package var reminderAt: Edit<TimeOfDay?> = .keep

  package init() {}
}
