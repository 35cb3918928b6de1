/// Somebody who works at a company. A removed person stays as a row that the log can name.
package struct Person: Sendable, Hashable {
  package let id: PersonID
  package let company: CompanyID
  /// The slug of the company.
  package let companySlug: String
  package let name: String
  package let email: String
  package let role: Role
  /// Nil is the company's.
  package let language: Language?
  /// Nil is the company's.
  package let reminderDays: [Int]?
  /// Nil is the company's.
  package let reminderAt: TimeOfDay?
  package let removed: Bool

  package init(
    id: PersonID, company: CompanyID, companySlug: String, name: String, email: String,
    role: Role = .member, language: Language?,
    reminderDays: [Int]?, reminderAt: TimeOfDay?, removed: Bool
  ) {
    self.id = id
    self.company = company
    self.companySlug = companySlug
    self.name = name
    self.email = email
    self.role = role
    self.language = language
    self.reminderDays = reminderDays
    self.reminderAt = reminderAt
    self.removed = removed
  }
}

extension Person {
  /// The person after an edit.
  package func edited(_ change: PersonChange) throws(Refusal) -> Person {
    Person(
      id: id, company: company, companySlug: companySlug,
      name: try FieldRule.name(change.name.applied(to: name)),
      email: try FieldRule.email(change.email.applied(to: email)),
      role: change.role.applied(to: role),
      language: change.language.applied(to: language),
      reminderDays: try FieldRule.reminderDays(change.reminderDays.applied(to: reminderDays)),
      reminderAt: change.reminderAt.applied(to: reminderAt),
      removed: removed)
  }

  /// The fields in which `edited` is another, in the words of a language.
  package func changes(to edited: Person, in language: Language) -> FieldChanges {
    var changes = FieldChanges()
    changes.note(.name, name, edited.name)
    changes.note(.email, email, edited.email)
    changes.note(.role, role.words[language], edited.role.words[language])
    changes.note(.language, self.language?.rawValue, edited.language?.rawValue)
    changes.note(
      .reminderDays, LogText.days(reminderDays), LogText.days(edited.reminderDays))
    changes.note(.reminderAt, reminderAt?.description, edited.reminderAt?.description)
    return changes
  }
}
