import GRDB

/// Notes of documents, another system's name for one, the day until which one is kept, and the
/// state that an archived one is restored to; the years for which a group's documents are kept. No
/// id is given twice, though documents and groups may be removed.
enum Migration024Documents: Migration {
  static func apply(to database: Database) throws {
    try documents.run(in: database)
    try groups.run(in: database)
    try database.execute(
      sql: """
        CREATE UNIQUE INDEX documentByExternalID ON document (company, externalID)
          WHERE externalID IS NOT NULL;
        CREATE INDEX documentByGroup ON document (company, groupNode, receivedAt, id)
          WHERE groupNode IS NOT NULL;
        CREATE INDEX documentByKeepUntil ON document (company, keepUntil, id)
          WHERE keepUntil IS NOT NULL;
        -- The parts that became a document, for its removal.
        CREATE INDEX partByDocument ON part (document) WHERE document IS NOT NULL;
        """)
  }

  private static let documents = TableRebuild(
    table: "document",
    definition: """
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      company INTEGER NOT NULL REFERENCES company (id),
      state TEXT NOT NULL REFERENCES documentState (word),
      -- The state of an archived document before; null where an older release archived it.
      formerState TEXT REFERENCES documentState (word)
        CHECK (formerState IS NULL OR state = 'archived'),
      fileName TEXT NOT NULL CHECK (fileName <> ''),
      title TEXT CHECK (title <> ''),
      notes TEXT CHECK (notes <> ''),
      mediaType TEXT NOT NULL CHECK (mediaType <> ''),
      declaredMediaType TEXT,
      sha256 BLOB NOT NULL REFERENCES blob (sha256),
      date TEXT CHECK (
        date GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]' AND date(date) = date),
      -- The last day on which it may not be removed.
      keepUntil TEXT CHECK (keepUntil
        GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]' AND date(keepUntil) = keepUntil),
      receivedAt INTEGER NOT NULL,
      mail INTEGER,
      customer INTEGER,
      contact INTEGER CHECK (contact IS NULL OR customer IS NOT NULL),
      groupNode INTEGER,
      duplicateOf INTEGER CHECK (duplicateOf <> id),
      -- What another system calls it.
      externalID TEXT CHECK (externalID <> ''),
      UNIQUE (company, id),
      FOREIGN KEY (company, mail) REFERENCES mail (company, id),
      FOREIGN KEY (company, customer) REFERENCES customer (company, id),
      -- A contact that goes to another customer takes its documents along.
      FOREIGN KEY (company, customer, contact) REFERENCES contact (company, customer, id)
        ON UPDATE CASCADE,
      FOREIGN KEY (company, groupNode) REFERENCES groupNode (company, id),
      FOREIGN KEY (company, duplicateOf) REFERENCES document (company, id)
      """)

  private static let groups = TableRebuild(
    table: "groupNode",
    definition: """
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      company INTEGER NOT NULL REFERENCES company (id),
      parent INTEGER CHECK (parent <> id),
      name TEXT NOT NULL CHECK (name <> '' AND instr(name, '/') = 0),
      -- The name without case, by which siblings are told apart.
      nameKey TEXT NOT NULL CHECK (nameKey <> ''),
      -- For so many years after the year of a document the group's documents are kept.
      keepYears INTEGER CHECK (keepYears BETWEEN 1 AND 100),
      UNIQUE (company, id),
      FOREIGN KEY (company, parent) REFERENCES groupNode (company, id)
      """)
}
