import GRDB

/// What an insertion costs, which a mail in pays a dozen of.
///
/// SQLite makes a temporary table of a list of more than two words, and fills it, each time that a
/// statement checks `verdict IN ('filed', 'duplicate', …)`; the kinds of log entries are 28. Compared one
/// by one they cost next to nothing.
enum Migration008Insertions: Migration {
  static func apply(to database: Database) throws {
    try database.execute(sql: indexes)
    try spellOutLists(in: database)
  }

  /// One index by content instead of two: a digest hits any page of it.
  private static let indexes = """
    DROP INDEX documentByContent;
    DROP INDEX documentByBlob;
    CREATE INDEX documentByContent ON document (sha256, company);
    """

  /// Rewrites the words of the schema and no row: what is allowed stays the same, so SQLite's way for
  /// changes that don't touch the content serves (https://www.sqlite.org/lang_altertable.html, 7).
  private static func spellOutLists(in database: Database) throws {
    let tables = try Row.fetchAll(
      database, sql: "SELECT name, sql FROM sqlite_schema WHERE type = 'table'")
    let version = try Int.fetchOne(database, sql: "PRAGMA schema_version") ?? 0
    try database.execute(sql: "PRAGMA writable_schema = ON")
    for table in tables {
      try database.execute(
        sql: "UPDATE sqlite_schema SET sql = ? WHERE type = 'table' AND name = ?",
        arguments: [spelledOut(table["sql"]), table["name"] as String])
    }
    try database.execute(
      sql: "PRAGMA schema_version = \(version + 1); PRAGMA writable_schema = OFF")
  }

  /// `a IN ('x', 'y', 'z')` becomes `(a = 'x' OR a = 'y' OR a = 'z')`.
  static func spelledOut(_ sql: String) -> String {
    let list = /(\w+) (NOT )?IN \(\s*('\w+'(?:,\s*'\w+'){2,})\)/
    return sql.replacing(list) { match in
      let words = match.3.matches(of: /'\w+'/).map { "\(match.1) = \($0.0)" }
      return "\(match.2 ?? "")(\(words.joined(separator: " OR ")))"
    }
  }
}
