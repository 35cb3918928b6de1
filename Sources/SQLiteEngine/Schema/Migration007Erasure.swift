import GRDB

/// The erasure of personal data.
///
/// An entry of the log may lose its text with the text's salt, and nothing else, and only when the
/// newest entry of its company names it in `erases`, which the hash chain covers: so a text that is
/// gone without such a record is a fault. A later column of `logEntry` belongs in the trigger too.
enum Migration007Erasure: Migration {
  static func apply(to database: Database) throws {
    for sql in [fields, rules] { try database.execute(sql: sql) }
  }

  private static let fields = """
    ALTER TABLE contact ADD COLUMN erased INTEGER NOT NULL DEFAULT 0 CHECK (erased IN (0, 1));
    ALTER TABLE person ADD COLUMN erased INTEGER NOT NULL DEFAULT 0 CHECK (erased IN (0, 1));
    -- The ids of the entries whose texts the erasure took that this entry records: ,12,40,
    ALTER TABLE logEntry ADD COLUMN erases TEXT
      CHECK (erases GLOB ',[0-9]*,' AND erases NOT GLOB '*[^0-9,]*');
    CREATE INDEX logEntryErasing ON logEntry (company) WHERE erases IS NOT NULL;
    """

  private static let rules = """
    DROP TRIGGER logEntryNeverChanged;
    CREATE TRIGGER logEntryNeverChanged BEFORE UPDATE ON logEntry
    WHEN NOT (
      OLD.text IS NOT NULL AND NEW.text IS NULL AND NEW.textSalt IS NULL
      AND ifnull((SELECT instr(erases, ',' || OLD.id || ',') FROM logEntry
        WHERE company = OLD.company ORDER BY id DESC LIMIT 1), 0) > 0
      AND NEW.id IS OLD.id AND NEW.company IS OLD.company AND NEW.at IS OLD.at
      AND NEW.place IS OLD.place AND NEW.kind IS OLD.kind AND NEW.person IS OLD.person
      AND NEW.customer IS OLD.customer AND NEW.contact IS OLD.contact
      AND NEW.document IS OLD.document AND NEW.task IS OLD.task AND NEW.mail IS OLD.mail
      AND NEW.amount IS OLD.amount AND NEW.currency IS OLD.currency
      AND NEW.reference IS OLD.reference AND NEW.externalID IS OLD.externalID
      AND NEW.externalDigest IS OLD.externalDigest AND NEW.textDigest IS OLD.textDigest
      AND NEW.hash IS OLD.hash AND NEW.erases IS OLD.erases)
    BEGIN SELECT RAISE(ABORT, 'the customer log is never changed'); END;
    """
}
