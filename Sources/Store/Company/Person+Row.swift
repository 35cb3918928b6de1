import GRDB
import Records

/// Persons in the database.
extension Person: OwnedRecord {
  init(row: Row) throws {
    self.init(
      id: PersonID(rawValue: row["id"]), company: CompanyID(rawValue: row["company"]),
      name: row["name"], email: row["email"], language: try row.choiceIfAny("language"),
      reminderDays: try StoredDays.decoded(row["reminderDays"]),
      reminderAt: try row.timeIfAny("reminderAt"),
      removed: row["removed"])
  }

  /// The person with that e-mail who has not been removed.
  static func find(
    email: String, of company: CompanyID, in database: Database
  ) throws -> Person? {
    let (key, older) = FieldRule.emailKeys(email)
    return try Row.fetchOne(
      database.cachedStatement(
        sql: "SELECT * FROM person WHERE company = ? AND emailKey IN (?, ?) AND removed = 0"),
      arguments: [company.rawValue, key, older]
    ).map(Person.init(row:))
  }

  /// One who has not been removed.
  static func present(
    _ id: PersonID, of company: CompanyID, in database: Database
  ) throws -> Person {
    let found = try required(id, of: company, in: database)
    guard !found.removed else {
      throw Refusal(of: .record(id), .state(.wasRemoved(email: found.email)))
    }
    return found
  }
}
