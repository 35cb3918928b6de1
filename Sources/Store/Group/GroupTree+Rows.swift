import Records

extension GroupTree {
  init(of company: CompanyID, in transaction: Transaction) throws {
    let rows = try transaction.rows(
      "SELECT id, parent, name, nameKey FROM groupNode WHERE company = \(company)")
    self.init(of: company, rows.map(GroupNode.init(row:)))
  }
}

extension GroupNode {
  fileprivate init(row: SQLRow) {
    self.init(
      id: row["id"], parent: row["parent"], name: row["name"],
      key: row["nameKey"])
  }
}
