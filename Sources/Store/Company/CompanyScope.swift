import Foundation
import GRDB

/// Everything of one company. There is no way from here to another company's data: an id of
/// another company does not exist in this scope.
package struct CompanyScope: Sendable {
  package let id: CompanyID
  let database: StoreDatabase
  let blobs: BlobStore

  init(id: CompanyID, database: StoreDatabase, blobs: BlobStore) {
    self.id = id
    self.database = database
    self.blobs = blobs
  }

  /// The company's customer log.
  package var log: CustomerLog { CustomerLog(company: id, database: database) }

  package func company() async throws(StoreError) -> Company {
    let id = id
    return try await database.read { try CompanyScope.required(id, in: $0) }
  }

  package func edit(
    _ change: CompanyChange, now: Date
  ) async throws(StoreError) -> Company {
    let id = id
    return try await database.write { database in
      let company = try CompanyScope.required(id, in: database)
      let slug = try FieldRule.slug(change.slug.applied(to: company.slug))
      try CompanyScope.refuseTaken(slug: slug, by: id, in: database)
      let edited = Company(
        id: id, slug: slug, name: try FieldRule.name(change.name.applied(to: company.name)),
        businessID: try FieldRule.businessID(change.businessID.applied(to: company.businessID)),
        language: change.language.applied(to: company.language),
        timeZone: try FieldRule.timeZone(change.timeZone.applied(to: company.timeZone)),
        token: company.token,
        reminderDays: try FieldRule.reminderDays(
          change.reminderDays.applied(to: company.reminderDays)),
        reminderAt: try FieldRule.reminderAt(change.reminderAt.applied(to: company.reminderAt)),
        active: change.active.applied(to: company.active))
      try edited.update(in: database)
      return edited
    }
  }

  /// Gives the company a new secret address; the old one stops working with the commit.
  package func rotateAddress(now: Date) async throws(StoreError) -> Company {
    let id = id
    return try await database.write { database in
      try database.execute(
        sql: "UPDATE company SET token = ? WHERE id = ?",
        arguments: [AddressSecret.random(), id.rawValue])
      return try CompanyScope.required(id, in: database)
    }
  }

  static func required(_ id: CompanyID, in database: Database) throws -> Company {
    guard let company = try Company.find(id, in: database) else {
      throw StoreError.notFound("company \(id.rawValue)")
    }
    return company
  }

  static func refuseTaken(slug: String, by id: CompanyID?, in database: Database) throws {
    if let other = try Company.find(slug: slug, in: database), other.id != id {
      throw StoreError.refused("slug \(slug)", "another company has it", "choose another")
    }
  }
}
