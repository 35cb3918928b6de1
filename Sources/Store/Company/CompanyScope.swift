import Foundation
import GRDB
import Records
import System

/// Everything of one company. There is no way from here to another company's data: an id of
/// another company does not exist in this scope.
package struct CompanyScope: Sendable {
  package let id: CompanyID
  let database: StoreDatabase
  let blobs: BlobStore
  /// What the installation does where a company says nothing.
  let reminders: ReminderDefaults

  /// The company's customer log.
  package var log: CustomerLog { CustomerLog(company: id, database: database) }

  package func company() async throws(StoreError) -> Company {
    let id = id
    return try await database.read { try Company.required(id, in: $0) }
  }

  /// What changes for the reminders of the company's tasks changes with it.
  package func edit(
    _ change: CompanyChange, now: Date
  ) async throws(StoreError) -> Company {
    let (id, reminders) = (id, reminders)
    return try await database.write { database in
      let company = try Company.required(id, in: database)
      let edited = try company.edited(change, knowsZone: ZoneDirectory.system.knows)
      try CompanyScope.refuseTaken(slug: edited.slug, by: id, in: database)
      try edited.update(in: database)
      let planning = try ReminderPlanning(
        edited, defaults: reminders, now: now, in: database)
      if edited.active != company.active { try planning.followSwitch() }
      if !edited.remindsLike(company) { try planning.followAll() }
      return edited
    }
  }

  /// Gives the company a new secret address; the old one stops working with the commit.
  package func rotateAddress() async throws(StoreError) -> Company {
    let id = id
    return try await database.write { database in
      try database.execute(
        sql: "UPDATE company SET token = ? WHERE id = ?",
        arguments: [AddressSecret.random(), id.rawValue])
      return try Company.required(id, in: database)
    }
  }

  static func refuseTaken(slug: String, by id: CompanyID?, in database: Database) throws {
    if let other = try Company.find(slug: slug, in: database), other.id != id {
      throw Refusal(.slug, slug, .taken(.byAnotherCompany))
    }
  }
}
