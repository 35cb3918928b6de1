import GRDB

/// Tasks in the database.
extension CustomerTask {
  /// Everything that a `CustomerTask` shows; conditions follow after it.
  static let select = """
    SELECT task.*, (SELECT email FROM person WHERE person.id = task.person) AS personEmail
    FROM task
    """

  init(row: Row) throws {
    let date: String = row["date"]
    guard let day = CivilDate(date) else {
      throw StoreError(
        kind: .corrupt, subject: "column date", cause: "holds the unknown value " + date,
        suggestion: "restore the last backup")
    }
    self.init(
      id: TaskID(rawValue: row["id"]), company: CompanyID(rawValue: row["company"]),
      person: PersonID(rawValue: row["person"]), personEmail: row["personEmail"],
      description: row["description"], date: day, state: try row.choice("state"),
      group: row.id("groupNode"), party: row.party,
      reminderDays: try StoredDays.decoded(row["reminderDays"]))
  }

  static func find(
    _ id: TaskID, of company: CompanyID, in database: Database
  ) throws -> CustomerTask? {
    try Row.fetchOne(
      database.cachedStatement(sql: select + " WHERE task.id = ? AND task.company = ?"),
      arguments: [id.rawValue, company.rawValue]
    ).map(CustomerTask.init(row:))
  }

  static func required(
    _ id: TaskID, of company: CompanyID, in database: Database
  ) throws -> CustomerTask {
    guard let task = try find(id, of: company, in: database) else {
      throw StoreError.notFound(id.subject)
    }
    return task
  }
}
