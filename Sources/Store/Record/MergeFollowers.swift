import Records

/// The rows of a table that go along when a record is merged into another, and come back with it.
struct MergeFollowers<Record: PartyRecord> {
  /// document, task or contact
  let table: String
  /// The condition of the rows that are a record's.
  let areOf: @Sendable (Record) -> SQL
  /// The columns of a row of a record, as an UPDATE sets them.
  let values: @Sendable (Record) -> SQL

  /// Gives the rows of one record to another, and notes them with the merge.
  func move(
    from old: Record, to new: Record, merge: MergeID, _ change: RecordedChange
  ) throws {
    try change.transaction.run(
      """
      INSERT INTO mergeMove (merge, kind, row)
      SELECT \(merge), \(table), id FROM \(raw: table)
      WHERE company = \(change.company) AND \(areOf(old))
      """)
    try change.transaction.run(
      """
      UPDATE \(raw: table) SET \(values(new)) WHERE company = \(change.company) AND \(areOf(old))
      """)
  }

  /// Gives the rows back that went along with all of `merges` and still are the last one's.
  func moveBack(
    to old: Record, from last: Record, merges: [MergeID], _ change: RecordedChange
  ) throws {
    var rows: SQL = "company = \(change.company) AND \(areOf(last))"
    for merge in merges {
      rows += " AND id IN (SELECT row FROM mergeMove WHERE merge = \(merge) AND kind = \(table))"
    }
    try change.transaction.run("UPDATE \(raw: table) SET \(values(old)) WHERE \(rows)")
  }
}

extension Customer {
  /// Rows that name a contact follow the contact.
  static let followers =
    [
      MergeFollowers<Customer>(
        table: "contact", areOf: { "customer = \($0.id)" }, values: { "customer = \($0.id)" })
    ]
    + ["document", "task"].map { table in
      MergeFollowers(
        table: table, areOf: { "customer = \($0.id) AND contact IS NULL" },
        values: { "customer = \($0.id)" })
    }
}

extension Contact {
  static let followers = ["document", "task"].map { table in
    MergeFollowers<Contact>(
      table: table, areOf: { "customer = \($0.customer) AND contact = \($0.id)" },
      values: { "customer = \($0.customer), contact = \($0.id)" })
  }
}
