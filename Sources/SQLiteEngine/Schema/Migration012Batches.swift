import GRDB

/// Imports and erasures in batches: how far each has come, and which entry of a log took another's
/// text, or a name out of it.
enum Migration012Batches: Migration {
  static func apply(to database: Database) throws {
    for sql in [journals, entries] { try database.execute(sql: sql) }
    try fillErasedBy(in: database)
    try LogEntryRule.renew(in: database)
  }

  /// A row is there while an import or an erasure is under way, or after it was cut off.
  private static let journals = """
    CREATE TABLE importJournal (
      id INTEGER PRIMARY KEY,
      company INTEGER NOT NULL REFERENCES company (id),
      -- What the file holds: customers, contacts, events.
      kind TEXT NOT NULL CHECK (kind <> ''),
      -- SHA-256 of the file, and what it was called.
      digest BLOB NOT NULL CHECK (length(digest) = 32),
      name TEXT NOT NULL,
      -- The file's rows, and how many of them are in.
      total INTEGER NOT NULL CHECK (total > 0),
      done INTEGER NOT NULL CHECK (done BETWEEN 1 AND total),
      added INTEGER NOT NULL CHECK (added >= 0),
      updated INTEGER NOT NULL CHECK (updated >= 0),
      unchanged INTEGER NOT NULL CHECK (unchanged >= 0),
      changedAt INTEGER NOT NULL,
      UNIQUE (company, kind, digest)
    ) STRICT;

    CREATE TABLE erasureJournal (
      id INTEGER PRIMARY KEY,
      company INTEGER NOT NULL REFERENCES company (id),
      contact INTEGER,
      person INTEGER,
      -- SHA-256 of all that it was told.
      request BLOB NOT NULL CHECK (length(request) = 32),
      -- What is done of it, as its report has it (JSON).
      report TEXT NOT NULL CHECK (json_valid(report)),
      changedAt INTEGER NOT NULL,
      CHECK ((contact IS NULL) <> (person IS NULL)),
      FOREIGN KEY (company, person) REFERENCES person (company, id)
    ) STRICT;
    CREATE UNIQUE INDEX erasureJournalOfSubject
      ON erasureJournal (company, ifnull(contact, -person));
    """

  private static let entries = """
    DROP TRIGGER logEntryNeverChanged;
    -- The number of the entry that took the text, or a name out of it: one that came later.
    ALTER TABLE logEntry ADD COLUMN erasedBy INTEGER CHECK (erasedBy > number);
    -- Of a text with the name taken out: SHA-256(textSalt, text).
    ALTER TABLE logEntry ADD COLUMN maskDigest BLOB
      CHECK (maskDigest IS NULL
        OR (length(maskDigest) = 32 AND erasedBy IS NOT NULL AND text IS NOT NULL));
    -- The entries that the erasure which this entry records took a name out of, each with the
    -- digest of what is left: ,12:00FF…,40:…,
    ALTER TABLE logEntry ADD COLUMN masks TEXT
      CHECK (masks GLOB ',[0-9]*:*,' AND masks NOT GLOB '*[^0-9A-F:,]*');
    """

  /// Says of the texts that older erasures took which entry took them.
  private static func fillErasedBy(in database: Database) throws {
    let records = try Row.fetchAll(
      database, sql: "SELECT number, erases FROM logEntry WHERE erases IS NOT NULL ORDER BY id")
    for record in records {
      for entry in (record["erases"] as String).split(separator: ",") {
        try database.execute(
          sql: """
            UPDATE logEntry SET erasedBy = ?1
            WHERE id = ?2 AND number < ?1 AND text IS NULL AND erasedBy IS NULL
            """, arguments: [record["number"] as Int64, Int64(entry)])
      }
    }
  }
}
