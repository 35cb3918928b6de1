import GRDB

/// Forwarding confirmations, and the tests of a company's address.
enum Migration016Setup: Migration {
  static func apply(to database: Database) throws {
    try WordTable(name: "mailVerdict", words: ["setup"]).add(to: database)
    try WordTable(name: "logKind", words: ["setupReceived"]).add(to: database)
    try database.execute(
      sql: """
        -- What a forwarding confirmation says: digits, and an address at the provider's own host.
        ALTER TABLE mail ADD COLUMN confirmationCode TEXT
          CHECK (confirmationCode IS NULL OR (verdict = 'setup' AND confirmationCode <> ''
            AND confirmationCode NOT GLOB '*[^0-9]*'));
        ALTER TABLE mail ADD COLUMN confirmationURL TEXT
          CHECK (confirmationURL IS NULL
            OR (verdict = 'setup' AND confirmationURL GLOB 'https://?*'));

        -- A test of a company's address that is under way: what its mail will be known by.
        CREATE TABLE addressTest (
          -- SHA-256 of the token in the mail.
          digest BLOB PRIMARY KEY CHECK (length(digest) = 32),
          company INTEGER NOT NULL REFERENCES company (id),
          expiresAt INTEGER NOT NULL,
          -- The mail that came with it; null until one has.
          mail INTEGER,
          FOREIGN KEY (company, mail) REFERENCES mail (company, id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX addressTestByMail ON addressTest (company, mail);
        """)
  }
}
