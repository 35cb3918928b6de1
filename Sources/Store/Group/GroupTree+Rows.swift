import Records

extension GroupTree {
  init(of company: CompanyID, in transaction: Transaction) throws {
    let slug = try transaction.value(
      "SELECT slug FROM company WHERE id = \(company)", as: String.self)
    guard let slug else { throw Refusal.notFound(company) }
    let rows = try transaction.rows(
      "SELECT id, parent, name, nameKey, keepYears FROM groupNode WHERE company = \(company)")
    self.init(of: company, slug: slug, rows.map(GroupNode.init(row:)))
  }

  /// The column `groupPath` of a table's rows: the path of their `groupNode`, null without one.
  static func path(of table: String) -> String {
    """
    (WITH RECURSIVE lineage (parent, path) AS (
      SELECT parent, name FROM groupNode WHERE id = \(table).groupNode
      UNION ALL SELECT groupNode.parent, groupNode.name || '/' || lineage.path
      FROM lineage JOIN groupNode ON groupNode.id = lineage.parent)
    SELECT path FROM lineage WHERE parent IS NULL) AS groupPath
    """
  }
}

extension GroupNode {
  fileprivate init(row: SQLRow) {
    self.init(
      id: row["id"], parent: row["parent"], name: row["name"],
      key: row["nameKey"], keepYears: row["keepYears"])
  }
}
