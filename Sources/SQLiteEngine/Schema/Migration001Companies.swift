import GRDB

/// Companies with their persons, customers, contacts and groups.
///
/// In all of the schema instants are whole seconds since 1970 UTC, dates `yyyy-MM-dd`, digests 32
/// raw bytes.
enum Migration001Companies: Migration {
  static func apply(to database: Database) throws {
    for sql in [companies, customers, groups] { try database.execute(sql: sql) }
  }

  private static let companies = """
    CREATE TABLE company (
      id INTEGER PRIMARY KEY,
      slug TEXT NOT NULL UNIQUE CHECK (
        length(slug) BETWEEN 1 AND 40 AND slug NOT GLOB '*[^a-z0-9-]*'
        AND slug NOT GLOB '-*' AND slug NOT GLOB '*-'),
      name TEXT NOT NULL CHECK (name <> ''),
      businessID TEXT CHECK (businessID <> ''),
      language TEXT NOT NULL CHECK (language IN ('fi', 'sv', 'en')),
      timeZone TEXT NOT NULL CHECK (timeZone <> ''),
      token TEXT NOT NULL UNIQUE CHECK (length(token) >= 16 AND token NOT GLOB '*[^a-z2-7]*'),
      reminderDays TEXT CHECK (reminderDays IS NULL OR json_valid(reminderDays)),
      reminderAt TEXT CHECK (
        reminderAt GLOB '[0-2][0-9]:[0-5][0-9]' AND reminderAt < '24:00'),
      active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1))
    ) STRICT;

    CREATE TABLE person (
      id INTEGER PRIMARY KEY,
      company INTEGER NOT NULL REFERENCES company (id),
      name TEXT NOT NULL CHECK (name <> ''),
      email TEXT NOT NULL CHECK (email LIKE '_%@_%'),
      -- The e-mail without case, by which persons are told apart.
      emailKey TEXT NOT NULL CHECK (emailKey <> ''),
      language TEXT CHECK (language IN ('fi', 'sv', 'en')),
      reminderDays TEXT CHECK (reminderDays IS NULL OR json_valid(reminderDays)),
      reminderAt TEXT CHECK (
        reminderAt GLOB '[0-2][0-9]:[0-5][0-9]' AND reminderAt < '24:00'),
      removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
      UNIQUE (company, id)
    ) STRICT;
    CREATE UNIQUE INDEX personByEmail ON person (company, emailKey) WHERE removed = 0;
    """

  private static let customers = """
    CREATE TABLE customer (
      id INTEGER PRIMARY KEY,
      company INTEGER NOT NULL REFERENCES company (id),
      name TEXT NOT NULL CHECK (name <> ''),
      businessID TEXT CHECK (businessID <> ''),
      email TEXT CHECK (email LIKE '_%@_%'),
      phone TEXT CHECK (phone <> ''),
      archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)),
      -- What another system calls it, for imports that bring it up to date.
      externalID TEXT CHECK (externalID <> ''),
      UNIQUE (company, id)
    ) STRICT;
    CREATE INDEX customerByName ON customer (company, name, id);
    CREATE UNIQUE INDEX customerByExternalID ON customer (company, externalID)
      WHERE externalID IS NOT NULL;

    CREATE TABLE contact (
      id INTEGER PRIMARY KEY,
      company INTEGER NOT NULL REFERENCES company (id),
      customer INTEGER NOT NULL,
      name TEXT NOT NULL CHECK (name <> ''),
      role TEXT CHECK (role <> ''),
      email TEXT CHECK (email LIKE '_%@_%'),
      phone TEXT CHECK (phone <> ''),
      removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
      externalID TEXT CHECK (externalID <> ''),
      -- What names a contact of a customer has to name that customer too.
      UNIQUE (company, customer, id),
      FOREIGN KEY (company, customer) REFERENCES customer (company, id)
    ) STRICT;
    CREATE INDEX contactByName ON contact (company, name, id) WHERE removed = 0;
    CREATE UNIQUE INDEX contactByExternalID ON contact (company, externalID)
      WHERE externalID IS NOT NULL;
    """

  /// The tree of a company's groups; what has no parent is a root.
  private static let groups = """
    CREATE TABLE groupNode (
      id INTEGER PRIMARY KEY,
      company INTEGER NOT NULL REFERENCES company (id),
      parent INTEGER CHECK (parent <> id),
      name TEXT NOT NULL CHECK (name <> '' AND instr(name, '/') = 0),
      -- The name without case, by which siblings are told apart.
      nameKey TEXT NOT NULL CHECK (nameKey <> ''),
      UNIQUE (company, id),
      FOREIGN KEY (company, parent) REFERENCES groupNode (company, id)
    ) STRICT;
    CREATE UNIQUE INDEX groupNodeAmongSiblings
      ON groupNode (company, ifnull(parent, 0), nameKey);
    CREATE INDEX groupNodeByParent ON groupNode (company, parent);
    CREATE TRIGGER groupNodeWithoutCycle BEFORE UPDATE OF parent ON groupNode
    WHEN NEW.parent IS NOT NULL
    BEGIN
      SELECT RAISE(ABORT, 'a group cannot be inside itself') WHERE NEW.id IN (
        WITH RECURSIVE above (id) AS (
          VALUES (NEW.parent)
          UNION SELECT parent FROM groupNode JOIN above USING (id) WHERE parent IS NOT NULL)
        SELECT id FROM above);
    END;
    """
}
