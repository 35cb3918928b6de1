import Foundation
import Records

/// The people of the company.
extension CompanyScope {
  package func addPerson(
    _ new: NewPerson, by actor: PersonID? = nil, now: Date
  ) async throws(StoreError) -> Person {
    let id = id
    let new = try StoreError.refusing(new.checked())
    return try await engine.write { transaction in
      let change = try RecordedChange(of: id, by: actor, at: now, in: transaction)
      try CompanyScope.refuseTaken(email: new.email, in: id, by: nil, transaction)
      try transaction.run(
        """
        INSERT INTO person
          (company, name, nameKey, email, emailKey, language, reminderDays, reminderAt)
        VALUES (\(id), \(new.name), \(SortKey(new.name)), \(new.email),
          \(FieldRule.emailKey(new.email)), \(new.language),
          \(StoredDays.encoded(new.reminderDays)), \(new.reminderAt))
        """)
      let person = try Person.required(
        transaction.inserted(PersonID.self), of: id, in: transaction)
      try change.log(.personAdded, Party(), change.voice.personAdded(person))
      return person
    }
  }

  /// By name.
  package func persons(
    includingRemoved: Bool = false, page: ListPage<PersonID> = ListPage()
  ) async throws(StoreError) -> [Person] {
    let id = id
    return try await engine.read { transaction in
      try Person.list(of: id, includingRemoved: includingRemoved, page, in: transaction)
        .rows(in: transaction, Person.init(row:))
    }
  }

  /// Nil when the company has no such person; removed ones are found.
  package func person(_ person: PersonID) async throws(StoreError) -> Person? {
    let id = id
    return try await engine.read { try Person.find(person, of: id, in: $0) }
  }

  /// The person with that e-mail, without case; removed ones are not found.
  package func person(email: String) async throws(StoreError) -> Person? {
    let id = id
    return try await engine.read { try Person.find(email: email, of: id, in: $0) }
  }

  /// An edit that changes nothing is not logged.
  package func editPerson(
    _ person: PersonID, _ change: PersonChange, by actor: PersonID? = nil, now: Date
  ) async throws(StoreError) -> Person {
    let (id, reminders) = (id, reminders)
    return try await engine.write { transaction in
      let company = try Company.required(id, in: transaction)
      let old = try Person.present(person, of: id, in: transaction)
      let edited = try old.edited(change)
      guard edited != old else { return old }
      try CompanyScope.refuseTaken(email: edited.email, in: id, by: person, transaction)
      try transaction.run(
        """
        UPDATE person
        SET name = \(edited.name), nameKey = \(SortKey(edited.name)), email = \(edited.email),
          emailKey = \(FieldRule.emailKey(edited.email)), language = \(edited.language),
          reminderDays = \(StoredDays.encoded(edited.reminderDays)),
          reminderAt = \(edited.reminderAt)
        WHERE id = \(person) AND company = \(id)
        """)
      let change = try RecordedChange(of: id, by: actor, at: now, in: transaction)
      try change.log(.personEdited, Party(), change.voice.personEdited(edited))
      if (old.reminderDays, old.reminderAt) != (edited.reminderDays, edited.reminderAt) {
        try ReminderPlanning(company, defaults: reminders, now: now, in: transaction)
          .followAll(of: person)
      }
      return edited
    }
  }

  /// Marks the person as removed, and cancels their reminders; once removed, this changes nothing.
  package func removePerson(
    _ person: PersonID, by actor: PersonID? = nil, now: Date
  ) async throws(StoreError) -> Person {
    let (id, reminders) = (id, reminders)
    return try await engine.write { transaction in
      let company = try Company.required(id, in: transaction)
      let old = try Person.required(person, of: id, in: transaction)
      guard !old.removed else { return old }
      let change = try RecordedChange(of: id, by: actor, at: now, in: transaction)
      try change.log(.personRemoved, Party(), change.voice.personRemoved(old))
      try transaction.run("UPDATE person SET removed = 1 WHERE id = \(person) AND company = \(id)")
      try ReminderPlanning(company, defaults: reminders, now: now, in: transaction)
        .cancelAll(of: person)
      return try Person.required(person, of: id, in: transaction)
    }
  }

  private static func refuseTaken(
    email: String, in company: CompanyID, by person: PersonID?, _ transaction: Transaction
  ) throws {
    if let other = try Person.find(email: email, of: company, in: transaction), other.id != person {
      throw Refusal(.email, email, .taken(.by(other.id)))
    }
  }
}
