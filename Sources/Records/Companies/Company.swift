import Platform

/// A tenant: it owns its persons, mails, documents and its customer log.
package struct Company: Sendable, Hashable {
  package let id: CompanyID
  package let slug: String
  package let name: String
  package let businessID: String?
  package let language: Language
  package let timeZone: Zone
  /// The secret part of the company's address, `[a-z2-7]`.
  package let token: String
  /// Days before a task's date, 0 being the day itself; nil is the installation's default.
  package let reminderDays: [Int]?
  /// Nil is the installation's default.
  package let reminderAt: TimeOfDay?
  /// Reminders that fall on a weekend or a Finnish holiday go on the workday before.
  package let reminderWorkdays: Bool
  /// False while the company has its Mini-CRM switched off.
  package let active: Bool

  package init(
    id: CompanyID, slug: String, name: String, businessID: String?, language: Language,
    timeZone: Zone, token: String, reminderDays: [Int]?, reminderAt: TimeOfDay?,
    reminderWorkdays: Bool, active: Bool
  ) {
    self.id = id
    self.slug = slug
    self.name = name
    self.businessID = businessID
    self.language = language
    self.timeZone = timeZone
    self.token = token
    self.reminderDays = reminderDays
    self.reminderAt = reminderAt
    self.reminderWorkdays = reminderWorkdays
    self.active = active
  }
}

extension Company {
  /// The company after an edit. `knowsZone` tells whether the system has rules of a zone.
  package func edited(
    _ change: CompanyChange, knowsZone: (Zone) -> Bool
  ) throws(Refusal) -> Company {
    Company(
      id: id, slug: try FieldRule.slug(change.slug.applied(to: slug)),
      name: try FieldRule.name(change.name.applied(to: name)),
      businessID: try FieldRule.businessID(change.businessID.applied(to: businessID)),
      language: change.language.applied(to: language),
      timeZone: try FieldRule.timeZone(
        change.timeZone.applied(to: timeZone), isKnown: knowsZone), token: token,
      reminderDays: try FieldRule.reminderDays(change.reminderDays.applied(to: reminderDays)),
      reminderAt: change.reminderAt.applied(to: reminderAt),
      reminderWorkdays: change.reminderWorkdays.applied(to: reminderWorkdays),
      active: change.active.applied(to: active))
  }

  /// The fields in which `edited` is another, in the words of a language.
  package func changes(to edited: Company, in language: Language) -> FieldChanges {
    let isSet = { (flag: Bool) in (flag ? LogText.yes : LogText.no)[language] }
    let isOn = { (flag: Bool) in (flag ? LogText.on : LogText.off)[language] }
    var changes = FieldChanges()
    changes.note(.name, name, edited.name)
    changes.note(.slug, slug, edited.slug)
    changes.note(.businessID, businessID, edited.businessID)
    changes.note(.language, self.language.rawValue, edited.language.rawValue)
    changes.note(.timeZone, "\(timeZone)", "\(edited.timeZone)")
    changes.note(
      .reminderDays, LogText.days(reminderDays), LogText.days(edited.reminderDays))
    changes.note(.reminderAt, reminderAt?.description, edited.reminderAt?.description)
    changes.note(.reminderWorkdays, isSet(reminderWorkdays), isSet(edited.reminderWorkdays))
    changes.note(.active, isOn(active), isOn(edited.active))
    return changes
  }

  /// Reminders fall on the same moments for both.
  package func remindsLike(_ other: Company) -> Bool {
    timeZone == other.timeZone && reminderDays == other.reminderDays
      && reminderAt == other.reminderAt && reminderWorkdays == other.reminderWorkdays
  }
}
