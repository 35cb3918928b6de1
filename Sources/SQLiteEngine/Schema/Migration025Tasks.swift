import GRDB

/// Tasks that recur, and another system's name for one.
enum Migration025Tasks: Migration {
  static func apply(to database: Database) throws {
    try tasks.run(in: database)
    try database.execute(
      sql: """
        CREATE UNIQUE INDEX taskByExternalID ON task (company, externalID)
          WHERE externalID IS NOT NULL;
        CREATE UNIQUE INDEX taskFollowing ON task (company, follows) WHERE follows IS NOT NULL;
        CREATE INDEX taskByGroup ON task (company, groupNode, date, id)
          WHERE groupNode IS NOT NULL;
        CREATE INDEX taskByCustomer ON task (company, customer, date, id)
          WHERE customer IS NOT NULL;
        """)
  }

  private static let tasks = TableRebuild(
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
      calendarName TEXT CHECK (calendarName <> ''),
      -- week, month, year, or a number of days with a d behind it.
      every TEXT CHECK (
        every = 'week' OR every = 'month' OR every = 'year' OR every GLOB '[1-9]*d'),
      -- The day of the month that its series began on: the 31st stays the 31st where there is one.
      everyDay INTEGER CHECK (everyDay BETWEEN 1 AND 31),
      -- The task of the same series that was done before.
      follows INTEGER CHECK (follows <> id),
      -- What another system calls it.
      externalID TEXT CHECK (externalID <> ''),
      UNIQUE (company, id),
      FOREIGN KEY (company, person) REFERENCES person (company, id),
      FOREIGN KEY (company, customer) REFERENCES customer (company, id),
      -- A contact that goes to another customer takes its tasks along.
      FOREIGN KEY (company, customer, contact) REFERENCES contact (company, customer, id)
        ON UPDATE CASCADE,
      FOREIGN KEY (company, groupNode) REFERENCES groupNode (company, id),
      FOREIGN KEY (company, follows) REFERENCES task (company, id)
      """)
}
