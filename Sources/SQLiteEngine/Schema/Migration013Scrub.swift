import GRDB
import Store

/// Which contents' files were found damaged, and where the scrub stands that finds them.
enum Migration013Scrub: Migration {
  static func apply(to database: Database) throws {
    try database.execute(
      sql: """
        CREATE TABLE damagedBlob (
          sha256 BLOB PRIMARY KEY REFERENCES blob (sha256) ON DELETE CASCADE,
          -- A word of BlobFault.
          fault TEXT NOT NULL,
          -- Seconds since 1970.
          foundAt INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE scrub (
          id INTEGER PRIMARY KEY CHECK (id = 1),
          -- The first four bytes of the SHA-256 to go on at, as a number.
          position INTEGER NOT NULL CHECK (position BETWEEN 0 AND 4294967295),
          -- When a share was last read to its end, in seconds since 1970.
          endedAt INTEGER
        ) STRICT;
        """)
  }
}
