import Foundation
import GRDB
import Records
import System

/// The operator's verbs on companies.
extension Store {
  /// Adds a company, with a new secret address.
  package func addCompany(_ new: NewCompany) async throws(StoreError) -> Company {
    let new = try StoreError.refusing(new.checked(knowsZone: ZoneDirectory.system.knows))
    return try await database.write { database in
      try CompanyScope.refuseTaken(slug: new.slug, by: nil, in: database)
      try database.execute(
        sql: """
          INSERT INTO company
            (slug, name, businessID, language, timeZone, token, reminderDays, reminderAt)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          new.slug, new.name, new.businessID, new.language.rawValue, new.timeZone,
          AddressSecret.random(), StoredDays.encoded(new.reminderDays), new.reminderAt?.description,
        ])
      return try Company.required(
        CompanyID(rawValue: database.lastInsertedRowID), in: database)
    }
  }

  /// Every company, by slug.
  package func companies() async throws(StoreError) -> [Company] {
    try await database.read { database in
      try Row.fetchAll(database, sql: "SELECT * FROM company ORDER BY slug")
        .map(Company.init(row:))
    }
  }

  /// The data of the company with that slug; nil when there is none.
  package func company(slug: String) async throws(StoreError) -> CompanyScope? {
    let found = try await database.read { try Company.find(slug: slug, in: $0)?.id }
    return found.map(company(_:))
  }

  /// The scope that something belongs to, for an operator who gives its id alone; nil when there
  /// is no such row.
  package func owner<ID: OwnedIdentifier>(of id: ID) async throws(StoreError) -> CompanyScope? {
    let found = try await database.read { database in
      try Int64.fetchOne(
        database.cachedStatement(sql: "SELECT company FROM \(ID.table) WHERE id = ?"),
        arguments: [id.rawValue])
    }
    return found.map { company(CompanyID(rawValue: $0)) }
  }
}
