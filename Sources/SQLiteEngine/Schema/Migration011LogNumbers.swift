import GRDB
import Store

/// The log as each company sees it: entries have running numbers of their company, seconds fill up
/// for each company alone, and the kinds are a table of words. Ids, places, and so the chain, stay.
///
/// `INSERT OR REPLACE` removes rows past a trigger that refuses deletions
/// (https://www.sqlite.org/lang_conflict.html); so no key of the log that is there is inserted
/// again.
enum Migration011LogNumbers: Migration {
  static func apply(to database: Database) throws {
    try kinds.create(in: database)
    // Older entries are numbered in the order of recording. The index gives that order; over whole
    // rows the numbering would hold all texts in memory.
    try database.execute(
      sql: """
        CREATE TABLE logNumbering (id INTEGER PRIMARY KEY, number INTEGER NOT NULL) STRICT;
        INSERT INTO logNumbering
          SELECT id, row_number() OVER (PARTITION BY company ORDER BY id) FROM logEntry;
        DROP INDEX logEntryByCompany;
        """)
    try entries.run(in: database)
    try database.execute(sql: "DROP TABLE logNumbering")
    try database.execute(sql: rules)
  }

  private static let kinds = WordTable(
    name: "logKind",
    words: [
      "documentReceived", "documentAdded", "documentEdited", "documentAssigned",
      "documentArchived", "taskAdded", "taskEdited", "taskDone", "taskCancelled",
      "reminderSent", "reminderFailed", "reminderBounced", "reminderMissed",
      "reminderCancelled", "invoice", "payment", "note", "customerAdded", "customerEdited",
      "customerArchived", "contactAdded", "contactEdited", "contactRemoved", "personAdded",
      "personEdited", "personRemoved", "mailHeld", "mailReleased",
    ])

  private static let entries = TableRebuild(
    table: "logEntry",
    definition: """
      id INTEGER PRIMARY KEY,
      company INTEGER NOT NULL REFERENCES company (id),
      -- Its place in the company's chain, from 1: what people know the entry by.
      number INTEGER NOT NULL,
      at INTEGER NOT NULL,
      -- Its place in the order of the log, see LogPlace.
      place INTEGER NOT NULL CHECK (place >> 20 = at),
      kind TEXT NOT NULL REFERENCES logKind (word),
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
      -- The ids of the entries whose texts the erasure took that this entry records: ,12,40,
      erases TEXT CHECK (erases GLOB ',[0-9]*,' AND erases NOT GLOB '*[^0-9,]*'),
      UNIQUE (company, number),
      UNIQUE (company, place),
      CHECK ((text IS NULL) = (textSalt IS NULL)),
      CHECK ((amount IS NULL) = (currency IS NULL)),
      CHECK ((externalID IS NULL) = (externalDigest IS NULL)),
      FOREIGN KEY (company, person) REFERENCES person (company, id),
      FOREIGN KEY (company, customer) REFERENCES customer (company, id),
      FOREIGN KEY (company, customer, contact) REFERENCES contact (company, customer, id),
      FOREIGN KEY (company, document) REFERENCES document (company, id),
      FOREIGN KEY (company, task) REFERENCES task (company, id)
      """,
    filling: ["number": "(SELECT number FROM logNumbering WHERE id = logEntry.id)"])

  private static let rules = """
    DROP TRIGGER logEntryOnlyAppended;
    CREATE TRIGGER logEntryOnlyAppended BEFORE INSERT ON logEntry
    WHEN NEW.text IS NULL OR NEW.id <= (SELECT max(id) FROM logEntry)
      OR NEW.number IS NOT (SELECT entries + 1 FROM logHead WHERE company = NEW.company)
      OR EXISTS (SELECT 1 FROM logEntry
        WHERE company = NEW.company AND place = NEW.place)
      OR (NEW.externalID IS NOT NULL AND EXISTS (SELECT 1 FROM logEntry
        WHERE company = NEW.company AND kind = NEW.kind AND externalID = NEW.externalID))
    BEGIN SELECT RAISE(ABORT, 'the customer log is only appended to'); END;

    DROP TRIGGER logEntryNeverChanged;
    CREATE TRIGGER logEntryNeverChanged BEFORE UPDATE ON logEntry
    WHEN NOT (
      OLD.text IS NOT NULL AND NEW.text IS NULL AND NEW.textSalt IS NULL
      AND ifnull((SELECT instr(erases, ',' || OLD.id || ',') FROM logEntry
        WHERE company = OLD.company ORDER BY number DESC LIMIT 1), 0) > 0
      AND NEW.id IS OLD.id AND NEW.company IS OLD.company AND NEW.number IS OLD.number
      AND NEW.at IS OLD.at AND NEW.place IS OLD.place AND NEW.kind IS OLD.kind
      AND NEW.person IS OLD.person AND NEW.customer IS OLD.customer
      AND NEW.contact IS OLD.contact AND NEW.document IS OLD.document AND NEW.task IS OLD.task
      AND NEW.mail IS OLD.mail AND NEW.amount IS OLD.amount AND NEW.currency IS OLD.currency
      AND NEW.reference IS OLD.reference AND NEW.externalID IS OLD.externalID
      AND NEW.externalDigest IS OLD.externalDigest AND NEW.textDigest IS OLD.textDigest
      AND NEW.hash IS OLD.hash AND NEW.erases IS OLD.erases)
    BEGIN SELECT RAISE(ABORT, 'the customer log is never changed'); END;
    """
}
