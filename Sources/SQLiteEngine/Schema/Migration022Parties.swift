import GRDB

/// More fields of customers and contacts, and records that were merged into others. A removed
/// contact keeps its external id, which another may have by then, so that it can be restored.
enum Migration022Parties: Migration {
  static func apply(to database: Database) throws {
    try customers.run(in: database)
    try contacts.run(in: database)
    for sql in [indexes, merges, addresses, importedFiles] { try database.execute(sql: sql) }
  }

  private static let customers = TableRebuild(
    table: "customer",
    definition: """
      id INTEGER PRIMARY KEY,
      company INTEGER NOT NULL REFERENCES company (id),
      name TEXT NOT NULL CHECK (name <> ''),
      -- What the name sorts by.
      nameKey BLOB NOT NULL DEFAULT x'',
      businessID TEXT CHECK (businessID <> ''),
      email TEXT CHECK (email LIKE '_%@_%'),
      phone TEXT CHECK (phone <> ''),
      street TEXT CHECK (street <> ''),
      postalCode TEXT CHECK (postalCode <> ''),
      city TEXT CHECK (city <> ''),
      country TEXT CHECK (country <> ''),
      notes TEXT CHECK (notes <> ''),
      archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)),
      -- What another system calls it, for imports that bring it up to date.
      externalID TEXT CHECK (externalID <> ''),
      -- The customer that this one turned out to be.
      mergedInto INTEGER CHECK (
        mergedInto IS NULL OR (mergedInto <> id AND archived = 1)),
      UNIQUE (company, id),
      FOREIGN KEY (company, mergedInto) REFERENCES customer (company, id)
      """)

  private static let contacts = TableRebuild(
    table: "contact",
    definition: """
      id INTEGER PRIMARY KEY,
      company INTEGER NOT NULL REFERENCES company (id),
      customer INTEGER NOT NULL,
      name TEXT NOT NULL CHECK (name <> ''),
      -- What the name sorts by.
      nameKey BLOB NOT NULL DEFAULT x'',
      role TEXT CHECK (role <> ''),
      email TEXT CHECK (email LIKE '_%@_%'),
      phone TEXT CHECK (phone <> ''),
      notes TEXT CHECK (notes <> ''),
      removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
      erased INTEGER NOT NULL DEFAULT 0 CHECK (erased IN (0, 1)),
      externalID TEXT CHECK (externalID <> ''),
      -- The contact that this one turned out to be.
      mergedInto INTEGER CHECK (
        mergedInto IS NULL OR (mergedInto <> id AND removed = 1)),
      UNIQUE (company, id),
      -- A document or a task that names a contact names the contact's customer too.
      UNIQUE (company, customer, id),
      FOREIGN KEY (company, customer) REFERENCES customer (company, id),
      FOREIGN KEY (company, mergedInto) REFERENCES contact (company, id)
      """)

  private static let indexes = """
    DROP INDEX customerByExternalID;
    CREATE UNIQUE INDEX customerByExternalID ON customer (company, externalID)
      WHERE externalID IS NOT NULL AND mergedInto IS NULL;
    DROP INDEX contactByExternalID;
    CREATE UNIQUE INDEX contactByExternalID ON contact (company, externalID)
      WHERE externalID IS NOT NULL AND removed = 0;
    -- Names by which other systems go on calling what was merged.
    CREATE INDEX customerByFormerID ON customer (company, externalID)
      WHERE externalID IS NOT NULL AND mergedInto IS NOT NULL;
    CREATE INDEX contactByFormerID ON contact (company, externalID)
      WHERE externalID IS NOT NULL AND mergedInto IS NOT NULL;
    CREATE INDEX customerByMergedInto ON customer (company, mergedInto)
      WHERE mergedInto IS NOT NULL;
    CREATE INDEX contactByMergedInto ON contact (company, mergedInto)
      WHERE mergedInto IS NOT NULL;
    -- What one that is added is compared with.
    CREATE INDEX customerByBusinessID ON customer (company, businessID COLLATE NOCASE)
      WHERE businessID IS NOT NULL;
    CREATE INDEX customerByEmail ON customer (company, email COLLATE NOCASE)
      WHERE email IS NOT NULL;
    CREATE INDEX contactByEmail ON contact (company, email COLLATE NOCASE)
      WHERE email IS NOT NULL;
    """

  private static let merges = """
    -- A merge that holds: what taking it back has to know.
    CREATE TABLE merge (
      id INTEGER PRIMARY KEY,
      company INTEGER NOT NULL REFERENCES company (id),
      -- customer or contact
      kind TEXT NOT NULL CHECK (kind = 'customer' OR kind = 'contact'),
      old INTEGER NOT NULL,
      -- The old record had been put away before.
      wasAway INTEGER NOT NULL CHECK (wasAway IN (0, 1)),
      -- The keys of the fields that the other had empty and got from the old one: ,phone,email,
      filled TEXT NOT NULL CHECK (filled GLOB ',*'),
      UNIQUE (company, kind, old)
    ) STRICT;
    -- The rows that were the old record's.
    CREATE TABLE mergeMove (
      merge INTEGER NOT NULL REFERENCES merge (id),
      kind TEXT NOT NULL CHECK (kind = 'document' OR kind = 'task' OR kind = 'contact'),
      row INTEGER NOT NULL,
      PRIMARY KEY (merge, kind, row)
    ) STRICT, WITHOUT ROWID;
    """

  private static let importedFiles = """
    -- Files that imports have made documents of: a digest of the path and the content of each.
    CREATE TABLE importedFile (
      company INTEGER NOT NULL REFERENCES company (id),
      key BLOB NOT NULL CHECK (length(key) = 32),
      PRIMARY KEY (company, key)
    ) STRICT, WITHOUT ROWID;
    """

  private static let addresses = """
    -- Secret addresses that were rotated and still work for a while.
    CREATE TABLE formerAddress (
      token TEXT PRIMARY KEY CHECK (length(token) >= 16 AND token NOT GLOB '*[^a-z2-7]*'),
      company INTEGER NOT NULL REFERENCES company (id),
      until INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX formerAddressByCompany ON formerAddress (company);
    """
}
