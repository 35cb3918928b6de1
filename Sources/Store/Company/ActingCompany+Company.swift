import Platform
import Records

/// Changes of the company's own settings.
extension ActingCompany {
  /// Edits the company; the plans of its tasks' reminders follow in the same transaction. An edit
  /// that changes nothing is not logged.
  package func editCompany(_ edit: CompanyChange) async throws(StoreError) -> Company {
    let acting = self
    return try await change(allowedWhenOff: true) { try acting.edit(edit, $0) }
  }

  func edit(_ edit: CompanyChange, _ change: RecordedChange) throws -> Company {
    let transaction = change.transaction
    let old = try Company.required(change.company, in: transaction)
    let edited = try old.edited(edit, knowsZone: ZoneDirectory.system.knows)
    guard edited != old else { return old }
    try CompanyScope.refuseTaken(slug: edited.slug, by: old.id, in: transaction)
    try edited.update(in: transaction)
    let planning = try ReminderPlanning(
      edited, defaults: scope.reminders, now: now, in: transaction)
    if edited.active != old.active { try planning.followSwitch() }
    if !edited.remindsLike(old) { try planning.followAll() }
    try change.log(
      .companyEdited, Party(),
      change.logText.companyEdited(old.changes(to: edited, in: old.language)))
    // Switching on files the mail that was held, which nothing takes back.
    if edited.active == old.active {
      try change.keep(
        .company(
          back: CompanyChange(to: old, from: edited), forth: CompanyChange(to: edited, from: old)))
    }
    return edited
  }
}
