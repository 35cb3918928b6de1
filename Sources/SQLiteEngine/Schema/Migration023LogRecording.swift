import GRDB
import Records

/// The log as work goes: when an entry was recorded, which entry it corrects, and the person that
/// the entry is about. An entry goes on naming a document that was removed for good, and a contact
/// that went to another customer.
enum Migration023LogRecording: Migration {
  static func apply(to database: Database) throws {
    try WordTable(
      name: "logKind",
      words: [
        "documentReturned", "documentRestored", "documentRemoved", "taskReopened",
        "customerRestored", "customerMerged", "contactRestored", "contactMerged",
        "personRestored", "groupRemoved", "mailDiscarded", "companyEdited", "addressRotated",
      ]
    ).add(to: database)
    try entries.run(in: database)
    try database.execute(
      sql: """
        CREATE INDEX logEntryByCorrected ON logEntry (company, corrects)
          WHERE corrects IS NOT NULL;
        -- The last entry of a kind on a document or a task, which an undoing names.
        CREATE INDEX logEntryByDocument ON logEntry (company, document, number)
          WHERE document IS NOT NULL;
        CREATE INDEX logEntryByTask ON logEntry (company, task, number) WHERE task IS NOT NULL;
        -- The parties that the entry of a document's arrival is found by, beside its own: whom the
        -- document was filed to later, see ArrivalLink.
        CREATE TABLE arrivalLink (
          company INTEGER NOT NULL REFERENCES company (id),
          document INTEGER NOT NULL,
          customer INTEGER,
          contact INTEGER,
          PRIMARY KEY (company, document)
        ) STRICT, WITHOUT ROWID;
        """)
    try LogEntryRule.renew(in: database)
    try linkArrivals(in: database)
  }

  /// Documents that were filed before: their arrivals are found by whom they were filed to.
  private static func linkArrivals(in database: Database) throws {
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT document.company, document.id, document.customer, document.contact, place
        FROM document JOIN logEntry ON logEntry.company = document.company
          AND logEntry.document = document.id
        WHERE document.customer IS NOT NULL AND logEntry.customer IS NULL
          AND logEntry.kind IN ('documentReceived', 'documentAdded')
        ORDER BY place DESC
        """)
    while let row = try rows.next() {
      let contact: Int64? = row["contact"]
      var facets = [LogFacet.customer(CustomerID(rawValue: row["customer"]))]
      if let contact { facets.append(.contact(ContactID(rawValue: contact))) }
      let terms = LogIndexTerms(CompanyID(rawValue: row["company"])).terms(facets, text: "")
      try database.execute(
        sql: "INSERT INTO arrivalLink VALUES (?, ?, ?, ?)",
        arguments: [
          row["company"] as Int64, row["id"] as Int64, row["customer"] as Int64, contact,
        ])
      try database.execute(
        sql: "INSERT INTO logIndex (rowid, terms) VALUES (?, ?)",
        arguments: [-(row["place"] as Int64), terms])
    }
  }

  private static let entries = TableRebuild(
    table: "logEntry",
    definition: """
      id INTEGER PRIMARY KEY,
      company INTEGER NOT NULL REFERENCES company (id),
      -- Its place in the company's chain, from 1: what people know the entry by.
      number INTEGER NOT NULL,
      at INTEGER NOT NULL,
      -- When it was recorded; null in entries of older releases.
      recordedAt INTEGER,
      -- Its place in the order of the log, see LogPlace.
      place INTEGER NOT NULL CHECK (place >> 20 = at),
      kind TEXT NOT NULL REFERENCES logKind (word),
      -- Who acted, or was reminded.
      person INTEGER,
      -- The person that the entry is about.
      meant INTEGER,
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
      -- The number of the entry that this one corrects or undoes.
      corrects INTEGER CHECK (corrects < number),
      -- The chain covers the text through textDigest = SHA-256(textSalt, text) only.
      text TEXT,
      textSalt BLOB CHECK (length(textSalt) = 16),
      textDigest BLOB NOT NULL CHECK (length(textDigest) = 32),
      hash BLOB NOT NULL CHECK (length(hash) = 32),
      -- The ids of the entries whose texts the erasure took that this entry records: ,12,40,
      erases TEXT CHECK (erases GLOB ',[0-9]*,' AND erases NOT GLOB '*[^0-9,]*'),
      -- The number of the entry that took the text, or a name out of it: one that came later.
      erasedBy INTEGER CHECK (erasedBy > number),
      -- Of a text with the name taken out: SHA-256(textSalt, text).
      maskDigest BLOB CHECK (maskDigest IS NULL
        OR (length(maskDigest) = 32 AND erasedBy IS NOT NULL AND text IS NOT NULL)),
      -- The entries that the erasure which this entry records took a name out of, each with the
      -- digest of what is left: ,12:00FF…,40:…,
      masks TEXT CHECK (masks GLOB ',[0-9]*:*,' AND masks NOT GLOB '*[^0-9A-F:,]*'),
      UNIQUE (company, number),
      UNIQUE (company, place),
      CHECK ((text IS NULL) = (textSalt IS NULL)),
      CHECK ((amount IS NULL) = (currency IS NULL)),
      CHECK ((externalID IS NULL) = (externalDigest IS NULL)),
      FOREIGN KEY (company, person) REFERENCES person (company, id),
      FOREIGN KEY (company, meant) REFERENCES person (company, id),
      FOREIGN KEY (company, customer) REFERENCES customer (company, id),
      FOREIGN KEY (company, contact) REFERENCES contact (company, id),
      FOREIGN KEY (company, task) REFERENCES task (company, id),
      FOREIGN KEY (company, corrects) REFERENCES logEntry (company, number)
      """)
}
