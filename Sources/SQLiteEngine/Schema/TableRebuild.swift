import GRDB

/// Gives a table another definition, by SQLite's way for changes that `ALTER TABLE` doesn't know
/// (https://www.sqlite.org/lang_altertable.html, 7): a new table takes over the rows, the old one's
/// name, its indexes and its triggers. Foreign keys have to be off, see `SchemaUpgrade`.
struct TableRebuild {
  let table: String
  /// The columns and constraints, as they stand between the parentheses of `CREATE TABLE`.
  let definition: String
  /// `STRICT`, and what else stands behind the parentheses.
  var options = "STRICT"
  /// Columns that the old table doesn't have, each with the expression over the old row that fills
  /// it; without one a new column is null.
  var filling: [String: String] = [:]

  func run(in database: Database) throws {
    let new = table + "Rebuilt"
    let attached = try attachedSQL(database)
    try database.execute(sql: "CREATE TABLE \(new) (\(definition)) \(options)")
    try copyRows(to: new, in: database)
    try database.execute(sql: "DROP TABLE \(table); ALTER TABLE \(new) RENAME TO \(table)")
    for sql in attached { try database.execute(sql: sql) }
  }

  /// The statements that made the table's indexes and triggers; the indexes of its keys come with
  /// the table.
  private func attachedSQL(_ database: Database) throws -> [String] {
    try String.fetchAll(
      database,
      sql: """
        SELECT sql FROM sqlite_schema
        WHERE tbl_name = ? AND type IN ('index', 'trigger') AND sql IS NOT NULL ORDER BY type, name
        """, arguments: [table])
  }

  private func copyRows(to new: String, in database: Database) throws {
    let old = Set(try columns(of: table, database))
    var names: [String] = []
    var values: [String] = []
    for column in try columns(of: new, database) {
      guard let value = filling[column] ?? (old.contains(column) ? column : nil) else { continue }
      names.append(column)
      values.append(value)
    }
    try database.execute(
      sql: """
        INSERT INTO \(new) (\(names.joined(separator: ", ")))
        SELECT \(values.joined(separator: ", ")) FROM \(table) ORDER BY \(try key(database))
        """)
  }

  private func columns(of table: String, _ database: Database) throws -> [String] {
    try String.fetchAll(
      database, sql: "SELECT name FROM pragma_table_info(?) ORDER BY cid", arguments: [table])
  }

  private func key(_ database: Database) throws -> String {
    try String.fetchAll(
      database, sql: "SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk",
      arguments: [table]
    ).joined(separator: ", ")
  }
}
