import Records

/// Tasks in the transaction.
extension CustomerTask: OwnedRecord {
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

  /// The task that another system calls so.
  static func find(
    externalID: String, of company: CompanyID, in transaction: Transaction
  ) throws -> CustomerTask? {
    try transaction.row(
      """
      \(raw: select) WHERE task.company = \(company) AND task.externalID = \(externalID)
      """
    ).map(CustomerTask.init(row:))
  }

  static func refuseTaken(
    externalID: String?, of company: CompanyID, in transaction: Transaction
  ) throws {
    guard let externalID,
      let other = try find(externalID: externalID, of: company, in: transaction)
    else { return }
    throw Refusal(.externalID, externalID, .taken(.by(other.id)))
  }
}
