import Foundation
import GRDB
import Records

/// The people of the company.
extension CompanyScope {
  package func addPerson(
    _ new: NewPerson, by actor: PersonID? = nil, now: Date
  ) async throws(StoreError) -> Person {
    let id = id
    let new = try StoreError.refusing(new.checked())
    return try await database.write { database in
      let change = try RecordedChange(of: id, by: actor, at: now, in: database)
      try CompanyScope.refuseTaken(email: new.email, in: id, by: nil, database)
      try database.execute(
        sql: """
          INSERT INTO person
            (company, name, email, emailKey, language, reminderDays, reminderAt)
          VALUES (?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          id.rawValue, new.name, new.email, FieldRule.emailKey(new.email), new.language?.rawValue,
          StoredDays.encoded(new.reminderDays), new.reminderAt?.description,
        ])
      let person = try Person.required(
        PersonID(rawValue: database.lastInsertedRowID), of: id, in: database)
      try change.log(.personAdded, Party(), change.voice.personAdded(person))
      return person
    }
  }

  /// By name.
  package func persons(
    includingRemoved: Bool = false
  ) async throws(StoreError) -> [Person] {
    let id = id
    return try await database.read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT * FROM person WHERE company = ? AND (removed = 0 OR ?) ORDER BY name, id
          """,
        arguments: [id.rawValue, includingRemoved]
      ).map(Person.init(row:))
    }
  }

  /// Nil when the company has no such person; removed ones are found.
  package func person(_ person: PersonID) async throws(StoreError) -> Person? {
    let id = id
    return try await database.read { try Person.find(person, of: id, in: $0) }
  }

  /// The person with that e-mail, without case; removed ones are not found.
  package func person(email: String) async throws(StoreError) -> Person? {
    let id = id
    return try await database.read { try Person.find(email: email, of: id, in: $0) }
  }

  /// An edit that changes nothing is not logged.
  package func editPerson(
    _ person: PersonID, _ change: PersonChange, by actor: PersonID? = nil, now: Date
  ) async throws(StoreError) -> Person {
    let (id, reminders) = (id, reminders)
    return try await database.write { database in
      let company = try Company.required(id, in: database)
      let old = try Person.present(person, of: id, in: database)
      let edited = try old.edited(change)
      guard edited != old else { return old }
      try CompanyScope.refuseTaken(email: edited.email, in: id, by: person, database)
      try database.execute(
        sql: """
          UPDATE person SET name = ?, email = ?, emailKey = ?, language = ?, reminderDays = ?,
            reminderAt = ? WHERE id = ? AND company = ?
          """,
        arguments: [
          edited.name, edited.email, FieldRule.emailKey(edited.email), edited.language?.rawValue,
          StoredDays.encoded(edited.reminderDays), edited.reminderAt?.description, person.rawValue,
          id.rawValue,
        ])
      let change = try RecordedChange(of: id, by: actor, at: now, in: database)
      try change.log(.personEdited, Party(), change.voice.personEdited(edited))
      if (old.reminderDays, old.reminderAt) != (edited.reminderDays, edited.reminderAt) {
        try ReminderPlanning(company, defaults: reminders, now: now, in: database)
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
    return try await database.write { database in
      let company = try Company.required(id, in: database)
      let old = try Person.required(person, of: id, in: database)
      guard !old.removed else { return old }
      let change = try RecordedChange(of: id, by: actor, at: now, in: database)
      try change.log(.personRemoved, Party(), change.voice.personRemoved(old))
      try database.execute(
        sql: "UPDATE person SET removed = 1 WHERE id = ? AND company = ?",
        arguments: [person.rawValue, id.rawValue])
      try ReminderPlanning(company, defaults: reminders, now: now, in: database)
        .cancelAll(of: person)
      return try Person.required(person, of: id, in: database)
    }
  }

  private static func refuseTaken(
    email: String, in company: CompanyID, by person: PersonID?, _ database: Database
  ) throws {
    if let other = try Person.find(email: email, of: company, in: database), other.id != person {
      throw Refusal(.email, email, .taken(.by(other.id)))
    }
  }
}
