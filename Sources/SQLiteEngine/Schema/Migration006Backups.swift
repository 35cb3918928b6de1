import GRDB

/// The places of backups.
enum Migration006Backups: Migration {
  static func apply(to database: Database) throws {
    try database.execute(sql: backups)
  }

  private static let backups = """
    -- Where backups were begun, and when last: for whoever must know what still holds something.
    CREATE TABLE backupTaken (
      directory TEXT PRIMARY KEY CHECK (directory GLOB '/*'),
      takenAt INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    """
}
