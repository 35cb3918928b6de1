import GRDB
import Store

/// The customer log: entries that are only appended, the head of each company's chain, and what
/// searches go by.
enum Migration003CustomerLog: Migration {
  static func apply(to database: Database) throws {
    for sql in [log, rules, index] { try database.execute(sql: sql) }
  }

  private static let log = """
    CREATE TABLE logEntry (
      id INTEGER PRIMARY KEY,
      company INTEGER NOT NULL REFERENCES company (id),
      at INTEGER NOT NULL,
      -- Its place in the order of the log, see LogPlace.
      place INTEGER NOT NULL UNIQUE CHECK (place >> 20 = at),
      kind TEXT NOT NULL CHECK (kind IN (
        'documentReceived', 'documentAdded', 'documentEdited', 'documentAssigned',
        'documentArchived', 'taskAdded', 'taskEdited', 'taskDone', 'taskCancelled',
        'reminderSent', 'reminderFailed', 'reminderBounced', 'reminderMissed',
        'reminderCancelled', 'invoice', 'payment', 'note', 'customerAdded', 'customerEdited',
        'customerArchived', 'contactAdded', 'contactEdited', 'contactRemoved', 'personAdded',
        'personEdited', 'personRemoved', 'mailHeld', 'mailReleased')),
      person INTEGER,
      customer INTEGER,
      contact INTEGER CHECK (contact IS NULL OR customer IS NOT NULL),
      document INTEGER,
      task INTEGER,
      mail INTEGER REFERENCES mail (id),
      -- Exact: a decimal, as text.
      amount TEXT CHECK (amount NOT GLOB '*[^0-9.-]*' AND amount <> ''),
      currency TEXT CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
      reference TEXT CHECK (reference <> ''),
      -- What the system that sent it calls it, and a digest of what it said.
      externalID TEXT CHECK (externalID <> ''),
      externalDigest BLOB CHECK (length(externalDigest) = 32),
      -- The chain covers the text through textDigest = SHA-256(textSalt, text) only.
      text TEXT,
      textSalt BLOB CHECK (length(textSalt) = 16),
      textDigest BLOB NOT NULL CHECK (length(textDigest) = 32),
      hash BLOB NOT NULL CHECK (length(hash) = 32),
      CHECK ((text IS NULL) = (textSalt IS NULL)),
      CHECK ((amount IS NULL) = (currency IS NULL)),
      CHECK ((externalID IS NULL) = (externalDigest IS NULL)),
      FOREIGN KEY (company, person) REFERENCES person (company, id),
      FOREIGN KEY (company, customer) REFERENCES customer (company, id),
      FOREIGN KEY (company, customer, contact) REFERENCES contact (company, customer, id),
      FOREIGN KEY (company, document) REFERENCES document (company, id),
      FOREIGN KEY (company, task) REFERENCES task (company, id)
    ) STRICT;
    CREATE INDEX logEntryByCompany ON logEntry (company);
    CREATE UNIQUE INDEX logEntryByExternalID ON logEntry (company, kind, externalID)
      WHERE externalID IS NOT NULL;

    CREATE TABLE logHead (
      company INTEGER PRIMARY KEY REFERENCES company (id),
      entries INTEGER NOT NULL CHECK (entries >= 0),
      hash BLOB NOT NULL CHECK (length(hash) = 32)
    ) STRICT;
    """

  private static let rules = """
    CREATE TRIGGER logEntryOnlyAppended BEFORE INSERT ON logEntry
    WHEN NEW.text IS NULL OR NEW.id <= (SELECT max(id) FROM logEntry)
    BEGIN SELECT RAISE(ABORT, 'the customer log is only appended to'); END;
    CREATE TRIGGER logEntryNeverChanged BEFORE UPDATE ON logEntry
    BEGIN SELECT RAISE(ABORT, 'the customer log is never changed'); END;
    CREATE TRIGGER logEntryNeverRemoved BEFORE DELETE ON logEntry
    BEGIN SELECT RAISE(ABORT, 'the customer log is never shortened'); END;

    CREATE TRIGGER logHeadFollowsEntry AFTER INSERT ON logEntry
    BEGIN
      UPDATE logHead SET entries = entries + 1, hash = NEW.hash WHERE company = NEW.company;
    END;
    CREATE TRIGGER logHeadOfNewCompany AFTER INSERT ON company
    BEGIN INSERT INTO logHead VALUES (NEW.id, 0, zeroblob(32)); END;
    CREATE TRIGGER logHeadOnce BEFORE INSERT ON logHead
    WHEN NEW.entries <> 0 OR EXISTS (SELECT 1 FROM logHead WHERE company = NEW.company)
    BEGIN SELECT RAISE(ABORT, 'a log has one head'); END;
    CREATE TRIGGER logHeadOnlyForward BEFORE UPDATE ON logHead
    WHEN NEW.company <> OLD.company OR NEW.entries <> OLD.entries + 1
    BEGIN SELECT RAISE(ABORT, 'the head of a log only goes forward'); END;
    CREATE TRIGGER logHeadNeverRemoved BEFORE DELETE ON logHead
    BEGIN SELECT RAISE(ABORT, 'the head of a log stays'); END;
    """

  /// The index that searches go by, see LogIndex. It holds nothing that the entries don't; nobody
  /// asks for positions and sizes, which it could hold.
  private static let index = """
    CREATE VIRTUAL TABLE logIndex USING fts5 (
      terms, content = '', detail = none, columnsize = 0, tokenize = 'ascii');
    """
}
