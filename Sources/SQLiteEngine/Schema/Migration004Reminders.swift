import GRDB

/// Reminders with the notices that they go out in, and what tasks and companies say about them.
enum Migration004Reminders: Migration {
  static func apply(to database: Database) throws {
    for sql in [fields, notices, reminders] { try database.execute(sql: sql) }
  }

  private static let fields = """
    ALTER TABLE company ADD COLUMN reminderWorkdays INTEGER NOT NULL DEFAULT 0
      CHECK (reminderWorkdays IN (0, 1));
    ALTER TABLE task ADD COLUMN reminderDays TEXT
      CHECK (reminderDays IS NULL OR json_valid(reminderDays));
    -- Counts the edits that a calendar has to hear of (RFC 5545, 3.8.7.4).
    ALTER TABLE task ADD COLUMN sequence INTEGER NOT NULL DEFAULT 0 CHECK (sequence >= 0);
    CREATE TRIGGER taskSequenceGrows AFTER UPDATE OF description, date, state ON task
    WHEN NEW.description <> OLD.description OR NEW.date <> OLD.date OR NEW.state <> OLD.state
    BEGIN UPDATE task SET sequence = OLD.sequence + 1 WHERE id = NEW.id; END;
    CREATE INDEX taskOpenByCompany ON task (company, date, id) WHERE state = 'open';
    CREATE INDEX taskOpenByPerson ON task (person, date, id) WHERE state = 'open';
    """

  private static let notices = """
    CREATE TABLE notice (
      id INTEGER PRIMARY KEY,
      company INTEGER NOT NULL REFERENCES company (id),
      person INTEGER NOT NULL,
      -- The last of its reminders' moments.
      moment INTEGER NOT NULL,
      state TEXT NOT NULL DEFAULT 'planned' CHECK (state IN (
        'planned', 'sending', 'retrying', 'sent', 'failed', 'cancelled')),
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
      UNIQUE (company, id),
      FOREIGN KEY (company, person) REFERENCES person (company, id),
      CHECK ((dueAt IS NOT NULL) = (state IN ('planned', 'sending', 'retrying'))),
      CHECK (worker IS NULL OR dueAt IS NOT NULL)
    ) STRICT;
    CREATE INDEX noticeDue ON notice (dueAt) WHERE dueAt IS NOT NULL AND waits = 0;
    CREATE INDEX noticeOpenByCompany ON notice (company) WHERE dueAt IS NOT NULL;
    """

  private static let reminders = """
    CREATE TABLE reminder (
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
      state TEXT NOT NULL DEFAULT 'planned' CHECK (state IN (
        'planned', 'sending', 'retrying', 'sent', 'failed', 'cancelled', 'merged', 'missed')),
      -- 1 while its company is switched off.
      waits INTEGER NOT NULL DEFAULT 0 CHECK (waits IN (0, 1)),
      notice INTEGER,
      FOREIGN KEY (company, task) REFERENCES task (company, id),
      FOREIGN KEY (company, person) REFERENCES person (company, id),
      FOREIGN KEY (company, notice) REFERENCES notice (company, id),
      CHECK (notice IS NOT NULL OR state NOT IN ('sending', 'retrying', 'sent', 'failed', 'merged'))
    ) STRICT;
    CREATE INDEX reminderDue ON reminder (moment)
      WHERE state = 'planned' AND notice IS NULL AND waits = 0;
    CREATE INDEX reminderByTask ON reminder (task, id);
    CREATE INDEX reminderByPerson ON reminder (person, state, moment);
    CREATE INDEX reminderByNotice ON reminder (notice, id) WHERE notice IS NOT NULL;
    CREATE INDEX reminderByState ON reminder (state, moment, id);
    CREATE INDEX reminderByTime ON reminder (company, moment, id);
    CREATE INDEX reminderByCompany ON reminder (company, state, moment, id);
    """
}
