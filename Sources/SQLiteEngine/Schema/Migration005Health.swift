import GRDB

/// The state that daemons leave for people who ask how the installation is.
enum Migration005Health: Migration {
  static func apply(to database: Database) throws {
    for sql in [mailboxes, sending] { try database.execute(sql: sql) }
  }

  private static let mailboxes = """
    -- Messages on the server without a verdict, by the last look and what was filed since; null
    -- until the folder was listed for the first time.
    ALTER TABLE mailbox ADD COLUMN waiting INTEGER CHECK (waiting >= 0);
    -- When the folder was last listed, or mails of it were last filed: a look may take hours.
    ALTER TABLE mailbox ADD COLUMN progressAt INTEGER;
    """

  private static let sending = """
    -- What keeps all reminders from being sent; no row while they are.
    CREATE TABLE sendingTrouble (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      error TEXT NOT NULL CHECK (error <> ''),
      since INTEGER NOT NULL
    ) STRICT;
    -- When it was refused for good; null again once somebody has it tried anew.
    ALTER TABLE notice ADD COLUMN failedAt INTEGER;
    CREATE INDEX noticeFailed ON notice (failedAt) WHERE failedAt IS NOT NULL;
    """
}
