import GRDB

/// Since when a mailbox can't be read.
enum Migration017FailingSince: Migration {
  static func apply(to database: Database) throws {
    try database.execute(
      sql: """
        -- The first error since it was last read, or got on.
        ALTER TABLE mailbox ADD COLUMN failingSince INTEGER;
        UPDATE mailbox SET failingSince = lastErrorAt WHERE lastError IS NOT NULL;
        """)
  }
}
