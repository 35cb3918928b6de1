import GRDB
import Records

extension GroupTree {
  static let sql = "SELECT id, parent, name, nameKey FROM groupNode WHERE company = ?"

  init(of company: CompanyID, in database: Database) throws {
    let rows = try Row.fetchAll(
      database.cachedStatement(sql: Self.sql), arguments: [company.rawValue])
    self.init(of: company, rows.map(GroupNode.init(row:)))
  }
}

extension GroupNode {
  fileprivate init(row: Row) {
    self.init(
      id: GroupID(rawValue: row["id"]), parent: row.id("parent"), name: row["name"],
      key: row["nameKey"])
  }
}
