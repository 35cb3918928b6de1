import GRDB

/// Which of two digests a mail is known by, see `MailIngest/ContentIdentity.swift`. A row of an
/// older release has the digest of the mail's bytes, which is computed of another mail only where
/// such a row may be the same one: the index that says so has no new rows in it.
enum Migration010ContentDigests: Migration {
  static func apply(to database: Database) throws {
    try database.execute(
      sql: """
        -- 1: of the bytes; 2: of header fields and contents.
        ALTER TABLE mail ADD COLUMN digestVersion INTEGER NOT NULL DEFAULT 1
          CHECK (digestVersion BETWEEN 1 AND 2);
        CREATE INDEX mailByOlderDigest ON mail (company, messageID)
          WHERE digestVersion = 1 AND contentDigest IS NOT NULL;
        -- The very copy that was decided on is known again, whatever its verdict.
        DROP INDEX mailByContent;
        CREATE INDEX mailByContent ON mail (company, contentDigest) WHERE contentDigest IS NOT NULL;
        """)
  }
}
