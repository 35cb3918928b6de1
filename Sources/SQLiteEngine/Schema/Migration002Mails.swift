import GRDB
import Records

/// Mails with their parts, documents, blobs, tasks, and where the ingest stands with its mailboxes.
enum Migration002Mails: Migration {
  static func apply(to database: Database) throws {
    for sql in [mailboxes, mails, documents, tasks] { try database.execute(sql: sql) }
  }

  private static let mailboxes = """
    -- One incarnation of a folder: what a UID belongs to. Another folder, account or server under
    -- the same mailbox's name is another row, and so is the same folder under a new UIDVALIDITY.
    CREATE TABLE mailboxFolder (
      id INTEGER PRIMARY KEY,
      -- The mailbox's name in the settings.
      mailbox TEXT NOT NULL CHECK (mailbox <> ''),
      account TEXT NOT NULL CHECK (account <> ''),
      folder TEXT NOT NULL CHECK (folder <> ''),
      uidValidity INTEGER NOT NULL CHECK (uidValidity BETWEEN 0 AND 4294967295),
      -- Every UID below is settled.
      nextUID INTEGER NOT NULL DEFAULT 1 CHECK (nextUID BETWEEN 0 AND 4294967295),
      UNIQUE (mailbox, account, folder, uidValidity),
      UNIQUE (mailbox, id)
    ) STRICT;

    CREATE TABLE mailbox (
      name TEXT PRIMARY KEY CHECK (name <> ''),
      -- The present one; null until it was opened for the first time.
      mailboxFolder INTEGER,
      lastSuccess INTEGER,
      lastError TEXT,
      lastErrorAt INTEGER,
      FOREIGN KEY (name, mailboxFolder) REFERENCES mailboxFolder (mailbox, id),
      CHECK ((lastError IS NULL) = (lastErrorAt IS NULL))
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE mailboxAction (
      mailboxFolder INTEGER NOT NULL REFERENCES mailboxFolder (id),
      uid INTEGER NOT NULL,
      action TEXT NOT NULL CHECK (action IN ('seen', 'delete') OR action GLOB 'move:?*'),
      tries INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0),
      lastError TEXT,
      doneAt INTEGER,
      PRIMARY KEY (mailboxFolder, uid)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX mailboxActionDue ON mailboxAction (mailboxFolder, uid) WHERE doneAt IS NULL;

    CREATE TABLE fetchTrouble (
      mailboxFolder INTEGER NOT NULL REFERENCES mailboxFolder (id),
      uid INTEGER NOT NULL,
      tries INTEGER NOT NULL CHECK (tries >= 0),
      lastError TEXT NOT NULL,
      lastTryAt INTEGER NOT NULL,
      PRIMARY KEY (mailboxFolder, uid)
    ) STRICT, WITHOUT ROWID;
    """

  private static let mails = """
    CREATE TABLE blob (
      sha256 BLOB PRIMARY KEY CHECK (length(sha256) = 32),
      size INTEGER NOT NULL CHECK (size >= 0)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE mail (
      id INTEGER PRIMARY KEY,
      company INTEGER REFERENCES company (id),
      -- Where it came from; both are null for a mail added by hand.
      mailboxFolder INTEGER REFERENCES mailboxFolder (id),
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
      CHECK ((mailboxFolder IS NULL) = (uid IS NULL)),
      CHECK (verdict <> 'unroutable' OR company IS NULL),
      CHECK (company IS NOT NULL OR verdict IN ('unroutable', 'tooLarge', 'failed')),
      CHECK (raw IS NULL OR verdict IN ('empty', 'unroutable', 'held', 'automatic', 'failed'))
    ) STRICT;
    -- One row a mail and company; no company counts as one.
    CREATE UNIQUE INDEX mailOnServer ON mail (mailboxFolder, uid, ifnull(company, 0))
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
      customer INTEGER,
      contact INTEGER CHECK (contact IS NULL OR customer IS NOT NULL),
      groupNode INTEGER,
      duplicateOf INTEGER CHECK (duplicateOf <> id),
      UNIQUE (company, id),
      FOREIGN KEY (company, mail) REFERENCES mail (company, id),
      FOREIGN KEY (company, customer) REFERENCES customer (company, id),
      FOREIGN KEY (company, customer, contact) REFERENCES contact (company, customer, id),
      FOREIGN KEY (company, groupNode) REFERENCES groupNode (company, id),
      FOREIGN KEY (company, duplicateOf) REFERENCES document (company, id)
    ) STRICT;
    CREATE INDEX documentByTime ON document (company, receivedAt, id);
    CREATE INDEX documentByState ON document (company, state, receivedAt, id);
    CREATE INDEX documentByContent ON document (company, sha256);
    CREATE INDEX documentByMail ON document (company, mail);
    CREATE INDEX documentByBlob ON document (sha256);
    CREATE INDEX documentByCustomer ON document (company, customer, receivedAt, id)
      WHERE customer IS NOT NULL;
    CREATE INDEX documentByContact ON document (company, contact, receivedAt, id)
      WHERE contact IS NOT NULL;

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

  private static let tasks = """
    CREATE TABLE task (
      id INTEGER PRIMARY KEY,
      company INTEGER NOT NULL REFERENCES company (id),
      person INTEGER NOT NULL,
      description TEXT NOT NULL CHECK (description <> ''),
      date TEXT NOT NULL CHECK (
        date GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]' AND date(date) = date),
      state TEXT NOT NULL CHECK (state IN ('open', 'done', 'cancelled')),
      customer INTEGER,
      contact INTEGER CHECK (contact IS NULL OR customer IS NOT NULL),
      groupNode INTEGER,
      UNIQUE (company, id),
      FOREIGN KEY (company, person) REFERENCES person (company, id),
      FOREIGN KEY (company, customer) REFERENCES customer (company, id),
      FOREIGN KEY (company, customer, contact) REFERENCES contact (company, customer, id),
      FOREIGN KEY (company, groupNode) REFERENCES groupNode (company, id)
    ) STRICT;
    CREATE INDEX taskByDate ON task (company, date, id);
    """
}
