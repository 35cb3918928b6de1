import Foundation
import GRDB

/// The columns by which reminders tell of themselves, and by which neither a clock nor a lost
/// answer decides.
enum Migration014Reminders: Migration {
  static func apply(to database: Database) throws {
    try database.execute(sql: tables)
    let secret = (0..<32).map { _ in UInt8.random(in: .min ... .max) }
    try database.execute(
      sql: "INSERT INTO installation (id, secret) VALUES (1, ?)", arguments: [Data(secret)])
    // The calendars that have these events would take them for others under a new name.
    try database.execute(
      sql: """
        UPDATE task SET calendarName = 'task-' || id WHERE id IN (
          SELECT task FROM reminder JOIN notice ON notice.id = reminder.notice
          WHERE notice.attempts > 0)
        """)
  }

  private static let tables = """
    CREATE TABLE installation (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      -- What opaque names are made of, see OpaqueNames.
      secret BLOB NOT NULL CHECK (length(secret) = 32)
    ) STRICT;
    -- When a worker last looked whether its clock can be right.
    CREATE TABLE reminderLook (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      at INTEGER NOT NULL
    ) STRICT;
    -- The left side of the UID that calendars got before there were opaque names.
    ALTER TABLE task ADD COLUMN calendarName TEXT CHECK (calendarName <> '');
    -- Tries that were all sent and not answered: the mail may have arrived each time.
    ALTER TABLE notice ADD COLUMN unanswered INTEGER NOT NULL DEFAULT 0 CHECK (unanswered >= 0);
    """
}
