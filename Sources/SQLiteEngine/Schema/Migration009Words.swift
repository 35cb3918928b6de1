import GRDB
import Records

/// Verdicts, states and languages as rows instead of lists in the text of the schema: a new one is
/// an insertion, where a longer `CHECK` list would mean a new table.
///
/// A foreign key to a table of words costs an insertion 0.3 µs, however many words there are; 56
/// words compared one by one cost 0.6, a list `IN (…)` 6 (SQLite makes a table of the list each
/// time), a trigger that looks the word up 1. (SQLite 3.40.1.)
enum Migration009Words: Migration {
  static func apply(to database: Database) throws {
    for table in words { try table.create(in: database) }
    for rebuild in companies + mails + documents + tasks + reminders {
      try rebuild.run(in: database)
    }
    // The identity by content is decided by the verbs: a mail that was discarded may come again.
    try database.execute(
      sql: """
        DROP INDEX mailByContent;
        CREATE INDEX mailByContent ON mail (company, contentDigest)
          WHERE contentDigest IS NOT NULL AND verdict NOT IN ('duplicate', 'failed');
        """)
  }

  private static let words = [
    WordTable(name: "language", words: ["fi", "sv", "en"]),
    WordTable(
      name: "mailVerdict",
      words: [
        "filed", "duplicate", "empty", "unroutable", "held", "automatic", "tooLarge", "failed",
      ]),
    WordTable(
      name: "partVerdict",
      words: ["document", "encrypted", "decoration", "body", "container", "signature"]),
    WordTable(name: "documentState", words: ["inbox", "filed", "archived"]),
    WordTable(name: "taskState", words: ["open", "done", "cancelled"]),
    WordTable(
      name: "noticeState",
      words: ["planned", "sending", "retrying", "sent", "failed", "cancelled"]),
    WordTable(
      name: "reminderState",
      words: [
        "planned", "sending", "retrying", "sent", "failed", "cancelled", "merged", "missed",
      ]),
  ]

  private static let companies = [
    TableRebuild(
      table: "company",
      definition: """
        id INTEGER PRIMARY KEY,
        slug TEXT NOT NULL UNIQUE CHECK (
          length(slug) BETWEEN 1 AND 40 AND slug NOT GLOB '*[^a-z0-9-]*'
          AND slug NOT GLOB '-*' AND slug NOT GLOB '*-'),
        name TEXT NOT NULL CHECK (name <> ''),
        businessID TEXT CHECK (businessID <> ''),
        language TEXT NOT NULL REFERENCES language (word),
        timeZone TEXT NOT NULL CHECK (timeZone <> ''),
        token TEXT NOT NULL UNIQUE CHECK (length(token) >= 16 AND token NOT GLOB '*[^a-z2-7]*'),
        reminderDays TEXT CHECK (reminderDays IS NULL OR json_valid(reminderDays)),
        reminderAt TEXT CHECK (
          reminderAt GLOB '[0-2][0-9]:[0-5][0-9]' AND reminderAt < '24:00'),
        active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
        reminderWorkdays INTEGER NOT NULL DEFAULT 0 CHECK (reminderWorkdays IN (0, 1))
        """),
    TableRebuild(
      table: "person",
      definition: """
        id INTEGER PRIMARY KEY,
        company INTEGER NOT NULL REFERENCES company (id),
        name TEXT NOT NULL CHECK (name <> ''),
        email TEXT NOT NULL CHECK (email LIKE '_%@_%'),
        -- The e-mail without case, by which persons are told apart.
        emailKey TEXT NOT NULL CHECK (emailKey <> ''),
        language TEXT REFERENCES language (word),
        reminderDays TEXT CHECK (reminderDays IS NULL OR json_valid(reminderDays)),
        reminderAt TEXT CHECK (
          reminderAt GLOB '[0-2][0-9]:[0-5][0-9]' AND reminderAt < '24:00'),
        removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
        erased INTEGER NOT NULL DEFAULT 0 CHECK (erased IN (0, 1)),
        UNIQUE (company, id)
        """),
  ]

  private static let mails = [
    TableRebuild(
      table: "mail",
      definition: """
        id INTEGER PRIMARY KEY,
        company INTEGER REFERENCES company (id),
        -- Where it came from; both are null for a mail added by hand.
        mailboxFolder INTEGER REFERENCES mailboxFolder (id),
        uid INTEGER CHECK (uid BETWEEN 0 AND 4294967295),
        -- What the server said of its copy, by which the copy is known again (RFC 3501, 2.3.3 and
        -- 2.3.4); null in rows of older releases.
        internalDate INTEGER,
        announcedSize INTEGER CHECK (announcedSize >= 0),
        verdict TEXT NOT NULL REFERENCES mailVerdict (word),
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
        CHECK (company IS NOT NULL
          OR verdict = 'unroutable' OR verdict = 'tooLarge' OR verdict = 'failed'),
        CHECK (raw IS NULL
          OR (verdict <> 'filed' AND verdict <> 'duplicate' AND verdict <> 'tooLarge'))
        """),
    TableRebuild(
      table: "part",
      definition: """
        mail INTEGER NOT NULL REFERENCES mail (id),
        -- Document order within the mail, from 0.
        position INTEGER NOT NULL CHECK (position >= 0),
        path TEXT NOT NULL CHECK (path <> ''),
        mediaType TEXT NOT NULL,
        declaredMediaType TEXT,
        fileName TEXT,
        size INTEGER NOT NULL CHECK (size >= 0),
        verdict TEXT NOT NULL REFERENCES partVerdict (word),
        reason TEXT NOT NULL,
        document INTEGER REFERENCES document (id),
        PRIMARY KEY (mail, position)
        """, options: "STRICT, WITHOUT ROWID"),
  ]

  private static let documents = [
    TableRebuild(
      table: "document",
      definition: """
        id INTEGER PRIMARY KEY,
        company INTEGER NOT NULL REFERENCES company (id),
        state TEXT NOT NULL REFERENCES documentState (word),
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
        """)
  ]

  private static let tasks = [
    TableRebuild(
      table: "task",
      definition: """
        id INTEGER PRIMARY KEY,
        company INTEGER NOT NULL REFERENCES company (id),
        person INTEGER NOT NULL,
        description TEXT NOT NULL CHECK (description <> ''),
        date TEXT NOT NULL CHECK (
          date GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]' AND date(date) = date),
        state TEXT NOT NULL REFERENCES taskState (word),
        customer INTEGER,
        contact INTEGER CHECK (contact IS NULL OR customer IS NOT NULL),
        groupNode INTEGER,
        reminderDays TEXT CHECK (reminderDays IS NULL OR json_valid(reminderDays)),
        -- Counts the edits that a calendar has to hear of (RFC 5545, 3.8.7.4).
        sequence INTEGER NOT NULL DEFAULT 0 CHECK (sequence >= 0),
        UNIQUE (company, id),
        FOREIGN KEY (company, person) REFERENCES person (company, id),
        FOREIGN KEY (company, customer) REFERENCES customer (company, id),
        FOREIGN KEY (company, customer, contact) REFERENCES contact (company, customer, id),
        FOREIGN KEY (company, groupNode) REFERENCES groupNode (company, id)
        """)
  ]

  private static let reminders = [
    TableRebuild(
      table: "notice",
      definition: """
        id INTEGER PRIMARY KEY,
        company INTEGER NOT NULL REFERENCES company (id),
        person INTEGER NOT NULL,
        -- The last of its reminders' moments.
        moment INTEGER NOT NULL,
        state TEXT NOT NULL DEFAULT 'planned' REFERENCES noticeState (word),
        attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
        messageID TEXT NOT NULL UNIQUE CHECK (messageID GLOB '<?*@?*>'),
        -- When the next worker may take it: the next try, or the end of a lease.
        dueAt INTEGER,
        -- Who holds the lease.
        worker TEXT CHECK (worker <> ''),
        -- 1 while its company is switched off.
        waits INTEGER NOT NULL DEFAULT 0 CHECK (waits IN (0, 1)),
        -- No try after that; known from the first try on.
        giveUpAt INTEGER,
        -- What the server said last.
        reply TEXT,
        -- When it was refused for good; null again once somebody has it tried anew.
        failedAt INTEGER,
        UNIQUE (company, id),
        FOREIGN KEY (company, person) REFERENCES person (company, id),
        CHECK ((dueAt IS NOT NULL)
          = (state = 'planned' OR state = 'sending' OR state = 'retrying')),
        CHECK (worker IS NULL OR dueAt IS NOT NULL)
        """),
    TableRebuild(
      table: "reminder",
      definition: """
        id INTEGER PRIMARY KEY,
        company INTEGER NOT NULL REFERENCES company (id),
        task INTEGER NOT NULL,
        person INTEGER NOT NULL,
        -- The task's date that it was planned for.
        date TEXT NOT NULL CHECK (
          date GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]' AND date(date) = date),
        -- NULL went, or goes, at once.
        daysBefore INTEGER CHECK (daysBefore >= 0),
        moment INTEGER NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('before', 'onDay')),
        state TEXT NOT NULL DEFAULT 'planned' REFERENCES reminderState (word),
        -- 1 while its company is switched off.
        waits INTEGER NOT NULL DEFAULT 0 CHECK (waits IN (0, 1)),
        notice INTEGER,
        FOREIGN KEY (company, task) REFERENCES task (company, id),
        FOREIGN KEY (company, person) REFERENCES person (company, id),
        FOREIGN KEY (company, notice) REFERENCES notice (company, id),
        CHECK (notice IS NOT NULL
          OR state = 'planned' OR state = 'cancelled' OR state = 'missed')
        """),
  ]
}
