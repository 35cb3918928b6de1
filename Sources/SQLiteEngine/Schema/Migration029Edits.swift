import GRDB

/// Edits that can be taken back.
enum Migration029Edits: Migration {
  static func apply(to database: Database) throws {
    // The values before an edit and behind it, by the log entry that tells of the edit.
    try database.execute(
      sql: """
        CREATE TABLE keptEdit (
          company INTEGER NOT NULL REFERENCES company(id),
          number INTEGER NOT NULL,
          madeAt INTEGER NOT NULL,
          edit TEXT NOT NULL CHECK (json_valid(edit)),
          PRIMARY KEY (company, number)
        ) WITHOUT ROWID;
        CREATE INDEX keptEditByMoment ON keptEdit (madeAt);
        """)
  }
}
