import GRDB

/// Companies, persons, mails with their parts, documents, blobs, mailboxes and the
/// customer log.
///
/// Instants are whole seconds since 1970 UTC, dates `yyyy-MM-dd`, digests 32 raw bytes.
enum Migration001Foundation: Migration {
  static func apply(to database: Database) throws {
    for sql in [companies, mails, documents, mailboxes, log, logRules] {
      try database.execute(sql: sql)
    }
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

  private static let mails = """
    CREATE TABLE blob (
      sha256 BLOB PRIMARY KEY CHECK (length(sha256) = 32),
      size INTEGER NOT NULL CHECK (size >= 0)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE mail (
      id INTEGER PRIMARY KEY,
      company INTEGER REFERENCES company (id),
      mailbox TEXT CHECK (mailbox <> ''),
      uidValidity INTEGER CHECK (uidValidity BETWEEN 0 AND 4294967295),
      uid INTEGER CHECK (uid BETWEEN 0 AND 4294967295),
      verdict TEXT NOT NULL CHECK (verdict IN (
        'filed', 'duplicate', 'empty', 'unroutable', 'held', 'automatic', 'tooLarge', 'failed')),
      reason TEXT NOT NULL,
      messageID TEXT,
      sender TEXT,
      subject TEXT,
      size INTEGER NOT NULL CHECK (size >= 0),
      receivedAt INTEGER NOT NULL,
      contentDigest BLOB CHECK (length(contentDigest) = 32),
      headerUsed TEXT,
      raw BLOB REFERENCES blob (sha256),
      fetched INTEGER NOT NULL CHECK (fetched IN (0, 1)),
      UNIQUE (company, id),
      CHECK ((mailbox IS NULL) = (uid IS NULL) AND (uidValidity IS NULL) = (uid IS NULL)),
      CHECK (verdict <> 'unroutable' OR company IS NULL),
      CHECK (company IS NOT NULL OR verdict IN ('unroutable', 'tooLarge', 'failed')),
      CHECK (raw IS NULL OR verdict IN ('empty', 'unroutable', 'held', 'automatic', 'failed'))
    ) STRICT;
    -- One row a mail and company; no company counts as one.
    CREATE UNIQUE INDEX mailOnServer ON mail (mailbox, uidValidity, uid, ifnull(company, 0))
      WHERE uid IS NOT NULL;
    -- The identity by content, within a company only.
    CREATE UNIQUE INDEX mailByContent ON mail (company, contentDigest)
      WHERE contentDigest IS NOT NULL AND verdict NOT IN ('duplicate', 'failed');
    CREATE INDEX mailByVerdict ON mail (verdict);
    CREATE INDEX mailByCompanyAndVerdict ON mail (company, verdict);
    CREATE INDEX mailByRaw ON mail (raw) WHERE raw IS NOT NULL;
    """

  private static let documents = """
    CREATE TABLE document (
      id INTEGER PRIMARY KEY,
      company INTEGER NOT NULL REFERENCES company (id),
      state TEXT NOT NULL CHECK (state IN ('inbox', 'filed', 'archived')),
      fileName TEXT NOT NULL CHECK (fileName <> ''),
      title TEXT,
      mediaType TEXT NOT NULL CHECK (mediaType <> ''),
      declaredMediaType TEXT,
      sha256 BLOB NOT NULL REFERENCES blob (sha256),
      date TEXT CHECK (
        date GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]' AND date(date) = date),
      receivedAt INTEGER NOT NULL,
      mail INTEGER,
      duplicateOf INTEGER CHECK (duplicateOf <> id),
      UNIQUE (company, id),
      FOREIGN KEY (company, mail) REFERENCES mail (company, id),
      FOREIGN KEY (company, duplicateOf) REFERENCES document (company, id)
    ) STRICT;
    CREATE INDEX documentByTime ON document (company, receivedAt, id);
    CREATE INDEX documentByState ON document (company, state, receivedAt, id);
    CREATE INDEX documentByContent ON document (company, sha256);
    CREATE INDEX documentByMail ON document (company, mail);
    CREATE INDEX documentByBlob ON document (sha256);

    CREATE TABLE part (
      mail INTEGER NOT NULL REFERENCES mail (id),
      -- Document order within the mail, from 0.
      position INTEGER NOT NULL CHECK (position >= 0),
      path TEXT NOT NULL CHECK (path <> ''),
      mediaType TEXT NOT NULL,
      declaredMediaType TEXT,
      fileName TEXT,
      size INTEGER NOT NULL CHECK (size >= 0),
      verdict TEXT NOT NULL CHECK (verdict IN (
        'document', 'encrypted', 'decoration', 'body', 'container', 'signature')),
      reason TEXT NOT NULL,
      document INTEGER REFERENCES document (id),
      PRIMARY KEY (mail, position)
    ) STRICT, WITHOUT ROWID;
    """

  private static let mailboxes = """
    CREATE TABLE mailbox (
      name TEXT PRIMARY KEY CHECK (name <> ''),
      uidValidity INTEGER CHECK (uidValidity BETWEEN 0 AND 4294967295),
      -- Every UID below is settled.
      nextUID INTEGER CHECK (nextUID BETWEEN 0 AND 4294967295),
      lastSuccess INTEGER,
      lastError TEXT,
      lastErrorAt INTEGER,
      CHECK ((uidValidity IS NULL) = (nextUID IS NULL)),
      CHECK ((lastError IS NULL) = (lastErrorAt IS NULL))
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE mailboxAction (
      mailbox TEXT NOT NULL,
      uidValidity INTEGER NOT NULL,
      uid INTEGER NOT NULL,
      action TEXT NOT NULL CHECK (action IN ('seen', 'delete') OR action GLOB 'move:?*'),
      tries INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0),
      lastError TEXT,
      doneAt INTEGER,
      PRIMARY KEY (mailbox, uidValidity, uid)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX mailboxActionDue ON mailboxAction (mailbox, uidValidity, uid)
      WHERE doneAt IS NULL;

    CREATE TABLE fetchTrouble (
      mailbox TEXT NOT NULL,
      uidValidity INTEGER NOT NULL,
      uid INTEGER NOT NULL,
      tries INTEGER NOT NULL CHECK (tries >= 0),
      lastError TEXT NOT NULL,
      lastTryAt INTEGER NOT NULL,
      PRIMARY KEY (mailbox, uidValidity, uid)
    ) STRICT, WITHOUT ROWID;
    """

  private static let log = """
    CREATE TABLE logEntry (
      id INTEGER PRIMARY KEY,
      company INTEGER NOT NULL REFERENCES company (id),
      at INTEGER NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN (
        'documentReceived', 'documentAdded', 'documentEdited', 'documentAssigned',
        'documentArchived', 'taskAdded', 'taskEdited', 'taskDone', 'taskCancelled',
        'reminderSent', 'reminderFailed', 'reminderBounced', 'reminderMissed',
        'reminderCancelled', 'invoice', 'payment', 'note', 'customerAdded', 'customerEdited',
        'customerArchived', 'contactAdded', 'contactEdited', 'contactRemoved', 'personAdded',
        'personEdited', 'personRemoved', 'mailHeld', 'mailReleased')),
      person INTEGER,
      document INTEGER,
      mail INTEGER REFERENCES mail (id),
      -- The chain covers the text through textDigest = SHA-256(textSalt, text) only.
      text TEXT,
      textSalt BLOB CHECK (length(textSalt) = 16),
      textDigest BLOB NOT NULL CHECK (length(textDigest) = 32),
      hash BLOB NOT NULL CHECK (length(hash) = 32),
      CHECK ((text IS NULL) = (textSalt IS NULL)),
      FOREIGN KEY (company, person) REFERENCES person (company, id),
      FOREIGN KEY (company, document) REFERENCES document (company, id)
    ) STRICT;
    CREATE INDEX logEntryByCompany ON logEntry (company);
    CREATE INDEX logEntryByTime ON logEntry (company, at, id);
    CREATE INDEX logEntryByKind ON logEntry (company, kind, at, id);

    CREATE TABLE logHead (
      company INTEGER PRIMARY KEY REFERENCES company (id),
      entries INTEGER NOT NULL CHECK (entries >= 0),
      hash BLOB NOT NULL CHECK (length(hash) = 32)
    ) STRICT;
    """

  private static let logRules = """
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
}
