import GRDB

/// Persons in the database.
extension Person {
  init(row: Row) throws {
    self.init(
      id: PersonID(rawValue: row["id"]), company: CompanyID(rawValue: row["company"]),
      name: row["name"], email: row["email"], language: try row.choiceIfAny("language"),
      reminderDays: try StoredDays.decoded(row["reminderDays"]), reminderAt: row["reminderAt"],
      removed: row["removed"])
  }

  static func find(
    _ id: PersonID, of company: CompanyID, in database: Database
  ) throws -> Person? {
    try Row.fetchOne(
      database.cachedStatement(sql: "SELECT * FROM person WHERE id = ? AND company = ?"),
      arguments: [id.rawValue, company.rawValue]
    ).map(Person.init(row:))
  }

  /// The person with that e-mail who has not been removed.
  static func find(
    email: String, of company: CompanyID, in database: Database
  ) throws -> Person? {
    try Row.fetchOne(
      database.cachedStatement(
        sql: "SELECT * FROM person WHERE company = ? AND emailKey = ? AND removed = 0"),
      arguments: [company.rawValue, FieldRule.emailKey(email)]
    ).map(Person.init(row:))
  }
}
