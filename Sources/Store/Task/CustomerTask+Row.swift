import Records

/// Tasks in the transaction.
extension CustomerTask: ImportedRecord {
  /// Everything that a `CustomerTask` shows; conditions follow after it.
  static let select = """
    SELECT task.*, (SELECT email FROM person WHERE person.id = task.person) AS personEmail,
      \(companySlug), \(GroupTree.path(of: "task"))
    FROM task
    """

  init(row: SQLRow) throws {
    self.init(
      id: row["id"], company: row["company"], companySlug: row["companySlug"],
      person: row["person"], personEmail: row["personEmail"],
      description: row["description"], date: try row.known("date"), state: try row.known("state"),
      group: row["groupNode"], groupPath: row["groupPath"], party: row.party,
      reminderDays: try StoredDays.decoded(row["reminderDays"]),
      every: row["every"], everyDay: row["everyDay"], externalID: row["externalID"])
  }
}
