import GRDB

/// The columns that tell whether a UID still is the mail that it was, and the action that is under
/// way.
enum Migration015SetBackFolders: Migration {
  static func apply(to database: Database) throws {
    try folders.run(in: database)
    try database.execute(sql: columns)
  }

  private static let folders = TableRebuild(
    table: "mailboxFolder",
    definition: """
      id INTEGER PRIMARY KEY,
      -- The mailbox's name in the settings.
      mailbox TEXT NOT NULL CHECK (mailbox <> ''),
      account TEXT NOT NULL CHECK (account <> ''),
      folder TEXT NOT NULL CHECK (folder <> ''),
      uidValidity INTEGER NOT NULL CHECK (uidValidity BETWEEN 0 AND 4294967295),
      -- Counts how often the server gave the same UIDs anew under that UIDVALIDITY, from 1.
      generation INTEGER NOT NULL DEFAULT 1 CHECK (generation >= 1),
      -- Every UID below is settled.
      nextUID INTEGER NOT NULL DEFAULT 1 CHECK (nextUID BETWEEN 0 AND 4294967295),
      -- When it was seen for the first time; null in rows of older releases.
      begunAt INTEGER,
      -- When all of its UIDs were last compared with the verdicts.
      comparedAt INTEGER,
      UNIQUE (mailbox, account, folder, uidValidity, generation),
      UNIQUE (mailbox, id)
      """)

  private static let columns = """
    -- The UIDVALIDITY that was the last one too many within a day.
    ALTER TABLE mailbox ADD COLUMN refusedUIDValidity INTEGER;

    -- A move by COPY and deletion: the copy has a UID from copyFrom on in its folder, whose
    -- UIDVALIDITY was copyUIDValidity (null: there was no such folder).
    ALTER TABLE mailboxAction ADD COLUMN copyUIDValidity INTEGER;
    ALTER TABLE mailboxAction ADD COLUMN copyFrom INTEGER;
    -- 1 once the copy is there and only the deletion is left.
    ALTER TABLE mailboxAction ADD COLUMN copied INTEGER NOT NULL DEFAULT 0
      CHECK (copied = 0 OR copied = 1);

    -- In how many runs the mail was asked for, and since when; null in rows of older releases.
    ALTER TABLE fetchTrouble ADD COLUMN runs INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE fetchTrouble ADD COLUMN firstTryAt INTEGER;
    """
}
