import Foundation
import GRDB
import Records

/// Companies in the database.
extension Company {
  init(row: Row) throws {
    self.init(
      id: CompanyID(rawValue: row["id"]), slug: row["slug"], name: row["name"],
      businessID: row["businessID"], language: try row.choice("language"),
      timeZone: row["timeZone"], token: row["token"],
      reminderDays: try StoredDays.decoded(row["reminderDays"]),
      reminderAt: try row.timeIfAny("reminderAt"),
      reminderWorkdays: row["reminderWorkdays"], active: row["active"])
  }

  static func find(_ id: CompanyID, in database: Database) throws -> Company? {
    try Row.fetchOne(
      database.cachedStatement(sql: "SELECT * FROM company WHERE id = ?"),
      arguments: [id.rawValue]
    ).map(Company.init(row:))
  }

  static func required(_ id: CompanyID, in database: Database) throws -> Company {
    guard let company = try Company.find(id, in: database) else {
      throw Refusal.notFound(id)
    }
    return company
  }

  static func find(slug: String, in database: Database) throws -> Company? {
    try Row.fetchOne(
      database.cachedStatement(sql: "SELECT * FROM company WHERE slug = ?"), arguments: [slug]
    ).map(Company.init(row:))
  }

  /// The language that a company's log is written in.
  static func language(of id: CompanyID, in database: Database) throws -> Language {
    let row = try Row.fetchOne(
      database.cachedStatement(sql: "SELECT language FROM company WHERE id = ?"),
      arguments: [id.rawValue])
    guard let row else { throw Refusal.notFound(id) }
    return try row.choice("language")
  }

  /// Writes the fields that an edit may have changed.
  func update(in database: Database) throws {
    try database.execute(
      sql: """
        UPDATE company SET slug = ?, name = ?, businessID = ?, language = ?, timeZone = ?,
          reminderDays = ?, reminderAt = ?, reminderWorkdays = ?, active = ?
        WHERE id = ?
        """,
      arguments: [
        slug, name, businessID, language.rawValue, timeZone,
        StoredDays.encoded(reminderDays), reminderAt?.description, reminderWorkdays, active,
        id.rawValue,
      ])
  }
}
