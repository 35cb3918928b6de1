import GRDB

/// Indexes of what pages list.
enum Migration028Pages: Migration {
  static func apply(to database: Database) throws {
    // Mails that became no document are few among many.
    try database.execute(
      sql: """
        CREATE INDEX mailWithoutDocument ON mail (company, id)
          WHERE verdict <> 'filed' AND verdict <> 'duplicate';
        """)
  }
}
