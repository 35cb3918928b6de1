import GRDB
import Records

/// Tasks in the database.
extension CustomerTask: OwnedRecord {
  /// Everything that a `CustomerTask` shows; conditions follow after it.
  static let select = """
    SELECT task.*, (SELECT email FROM person WHERE person.id = task.person) AS personEmail
    FROM task
    """

  init(row: Row) throws {
    self.init(
      id: TaskID(rawValue: row["id"]), company: CompanyID(rawValue: row["company"]),
      person: PersonID(rawValue: row["person"]), personEmail: row["personEmail"],
      description: row["description"], date: try row.day("date"), state: try row.choice("state"),
      group: row.id("groupNode"), party: row.party,
      reminderDays: try StoredDays.decoded(row["reminderDays"]))
  }
}
