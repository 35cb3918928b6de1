import Foundation
import GRDB

/// Erasing people's data for good.
extension CompanyScope {
  /// Erases the data of a contact, who is removed if it wasn't yet, and records that without the
  /// data. `also` are further names, addresses and numbers that the contact went by. Erasing again
  /// finds what has come since, and changes nothing where there is nothing.
  ///
  /// This is the transaction; `Store.removeTraces` belongs after it.
  package func eraseContact(
    _ contact: ContactID, also: [String] = [], by actor: PersonID? = nil, now: Date
  ) async throws(StoreError) -> ErasureReport {
    let id = id
    let also = try ErasedSpellings.checked(also)
    return try await database.write { database in
      let row = try Row.fetchOne(
        database.cachedStatement(sql: "SELECT * FROM contact WHERE id = ? AND company = ?"),
        arguments: [contact.rawValue, id.rawValue])
      guard let row else { throw StoreError.notFound(contact.subject) }
      let (old, wasErased) = (Contact(row: row), row["erased"] as Bool)
      let spellings =
        wasErased
        ? ErasedSpellings(name: nil, email: nil, phone: nil, also: also)
        : ErasedSpellings(name: old.name, email: old.email, phone: old.phone, also: also)
      let erasure = Erasure(
        subject: .contact(contact, of: old.customer), spellings: spellings,
        change: try RecordedChange(of: id, by: actor, at: now, in: database), wasErased: wasErased)
      return try erasure.reported(try erasure.run())
    }
  }

  /// The same for somebody who works, or worked, at the company; their reminders are cancelled.
  package func erasePerson(
    _ person: PersonID, also: [String] = [], by actor: PersonID? = nil, now: Date
  ) async throws(StoreError) -> ErasureReport {
    let (id, reminders) = (id, reminders)
    let also = try ErasedSpellings.checked(also)
    return try await database.write { database in
      let old = try Person.required(person, of: id, in: database)
      let wasErased = try Bool.fetchOne(
        database.cachedStatement(sql: "SELECT erased FROM person WHERE id = ? AND company = ?"),
        arguments: [person.rawValue, id.rawValue])
      let company = try Company.required(id, in: database)
      if !old.removed {
        // What is logged of it is erased below.
        try ReminderPlanning(company, defaults: reminders, now: now, in: database)
          .cancelAll(of: person)
      }
      let spellings =
        wasErased == true
        ? ErasedSpellings(name: nil, email: nil, phone: nil, also: also)
        : ErasedSpellings(name: old.name, email: old.email, phone: nil, also: also)
      let erasure = Erasure(
        subject: .person(person), spellings: spellings,
        change: try RecordedChange(of: id, by: actor, at: now, in: database),
        wasErased: wasErased == true)
      return try erasure.reported(try erasure.run())
    }
  }
}

extension ErasedSpellings {
  /// Further ways of writing somebody; refused where one would be found in everything.
  static func checked(_ also: [String]) throws(StoreError) -> [String] {
    var checked: [String] = []
    for text in also {
      let trimmed = FieldRule.trimmed(text)
      guard trimmed.count >= 3 else {
        throw .refused(
          "“\(FieldRule.shown(trimmed))”", "it is shorter than three characters",
          "name more of it, or half of all texts would go")
      }
      checked.append(trimmed)
    }
    return checked
  }
}

extension Erasure {
  /// The report with what is left to the operator.
  fileprivate func reported(_ report: ErasureReport) throws -> ErasureReport {
    var report = report
    report.remains.backups = try Row.fetchAll(
      change.database, sql: "SELECT directory, takenAt FROM backupTaken ORDER BY directory"
    ).map { TakenBackup(directory: $0["directory"], takenAt: $0.instant("takenAt")) }
    report.remains.undecided = try Row.fetchAll(
      change.database,
      sql: "SELECT id, sender FROM mail WHERE company IS NULL AND raw IS NOT NULL"
    ).filter { spellings.isSender($0["sender"]) }.map { MailID(rawValue: $0["id"]) }
      .sorted { $0.rawValue < $1.rawValue }
    return report
  }
}

extension Store {
  /// Takes what erased data left in the store's files out of them, for good. It waits for the
  /// backup that is under way, and others who write wait for it. Returns the copies of the database
  /// that upgrades left, which it doesn't touch.
  package func removeTraces() async throws(StoreError) -> [String] {
    try await BlockingWork.run("minicrm.traces", directory: directory) {
      try TraceRemoval(store: self).run(holding: try blobs.removeFiles())
      return try SchemaUpgrade.copies(in: directory)
    }
  }
}
