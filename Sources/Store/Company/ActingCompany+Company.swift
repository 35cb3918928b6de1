import Platform
import Records

/// Changes of the company's own settings.
extension ActingCompany {
  /// Edits the company; the plans of its tasks' reminders follow in the same transaction. An edit
  /// that changes nothing is not logged.
  package func editCompany(_ edit: CompanyChange) async throws(StoreError) -> Company {
    let (reminders, now) = (scope.reminders, now)
    return try await change(allowedWhenOff: true) { change in
      let (old, transaction) = (change.record, change.transaction)
      let edited = try old.edited(edit, knowsZone: ZoneDirectory.system.knows)
      guard edited != old else { return old }
      try CompanyScope.refuseTaken(slug: edited.slug, by: old.id, in: transaction)
      try edited.update(in: transaction)
      let planning = try ReminderPlanning(edited, defaults: reminders, now: now, in: transaction)
      if edited.active != old.active { try planning.followSwitch() }
      if !edited.remindsLike(old) { try planning.followAll() }
      try change.log(
        .companyEdited, Party(),
        change.logText.companyEdited(old.changes(to: edited, in: old.language)))
      return edited
    }
  }
}
