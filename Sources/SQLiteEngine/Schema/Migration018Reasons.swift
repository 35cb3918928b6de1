import GRDB
import Records

/// Reasons as codes with arguments, and what was part of their sentences as columns of its own:
/// that a mail waits for its company, and that somebody discarded it.
///
/// The sentences of older rows are read once for each that there is, not for each row.
enum Migration018Reasons: Migration {
  static func apply(to database: Database) throws {
    try WordTable(name: "mailReason", words: mailWords).create(in: database)
    try WordTable(name: "partReason", words: partWords).create(in: database)
    try OlderSentences.ofMails.read(
      "SELECT \(mailSentence) FROM mail UNION ALL SELECT lastError FROM fetchTrouble", in: database)
    try mails.run(in: database)
    try troubles.run(in: database)
    try OlderSentences.ofMails.forget(in: database)
    try OlderSentences.ofParts.read("SELECT reason FROM part", in: database)
    try parts.run(in: database)
    try OlderSentences.ofParts.forget(in: database)
  }

  private static let mailWords = [
    "filed", "sameContent", "sameCopy", "noDocument", "confirmation", "unprovenConfirmation",
    "noAddress", "unknownAddress", "switchedOff", "bounce", "automaticReply", "larger",
    "tooManyParts", "notStored", "endedProcesses", "fetchBroken", "fetchRefused", "noContent",
    "notDelivered", "vanished", "older",
  ]

  private static let partWords = [
    "attachment", "file", "forwardedMessage", "beyondLimit", "wholeMail", "smime", "pgp", "parts",
    "message", "winmail", "detachedSignature", "pgpVersion", "machineReport", "reportedHeader",
    "ownText", "otherRendering", "bounce", "image", "smallImage", "older",
  ]

  private static let isDiscarded = "reason GLOB 'discarded: *'"
  private static let mailSentence = "iif(\(isDiscarded), substr(reason, 12), reason)"

  private static let mails = TableRebuild(
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
      reasonCode TEXT NOT NULL REFERENCES mailReason (word),
      -- Numbers and texts in an array of JSON, in the code's order; null where there are none.
      reasonArguments TEXT CHECK (reasonArguments IS NULL OR json_valid(reasonArguments)),
      -- 1 while it waits for nothing but its company being switched on.
      waits INTEGER NOT NULL DEFAULT 0 CHECK (
        waits = 0 OR (waits = 1 AND verdict = 'held' AND raw IS NOT NULL)),
      -- 1 once somebody decided against it.
      discarded INTEGER NOT NULL DEFAULT 0 CHECK (
        discarded = 0 OR (discarded = 1 AND raw IS NULL)),
      messageID TEXT,
      sender TEXT,
      subject TEXT,
      size INTEGER NOT NULL CHECK (size >= 0),
      receivedAt INTEGER NOT NULL,
      contentDigest BLOB CHECK (length(contentDigest) = 32),
      -- 1: of the bytes; 2: of header fields and contents.
      digestVersion INTEGER NOT NULL DEFAULT 1 CHECK (digestVersion BETWEEN 1 AND 2),
      headerUsed TEXT,
      raw BLOB REFERENCES blob (sha256),
      fetched INTEGER NOT NULL CHECK (fetched IN (0, 1)),
      -- What a forwarding confirmation says: digits, and an address at the provider's own host.
      confirmationCode TEXT CHECK (confirmationCode IS NULL
        OR (verdict = 'setup' AND confirmationCode <> ''
          AND confirmationCode NOT GLOB '*[^0-9]*')),
      confirmationURL TEXT CHECK (confirmationURL IS NULL
        OR (verdict = 'setup' AND confirmationURL GLOB 'https://?*')),
      UNIQUE (company, id),
      CHECK ((mailboxFolder IS NULL) = (uid IS NULL)),
      CHECK (verdict <> 'unroutable' OR company IS NULL),
      CHECK (company IS NOT NULL
        OR verdict = 'unroutable' OR verdict = 'tooLarge' OR verdict = 'failed'),
      CHECK (raw IS NULL
        OR (verdict <> 'filed' AND verdict <> 'duplicate' AND verdict <> 'tooLarge'))
      """,
    filling: OlderSentences.ofMails.filling(from: mailSentence).merging([
      // Until now nothing else was ever held, whatever an erasure has left of the sentence.
      "waits": "verdict = 'held' AND raw IS NOT NULL",
      "discarded": "raw IS NULL AND \(isDiscarded)",
    ]) { $1 })

  private static let troubles = TableRebuild(
    table: "fetchTrouble",
    definition: """
      mailboxFolder INTEGER NOT NULL REFERENCES mailboxFolder (id),
      uid INTEGER NOT NULL,
      -- How often the mail was asked for alone, in how many runs, and since when; null in rows of
      -- older releases.
      tries INTEGER NOT NULL CHECK (tries >= 0),
      runs INTEGER NOT NULL DEFAULT 0,
      firstTryAt INTEGER,
      lastTryAt INTEGER NOT NULL,
      -- What was wrong last, as in the table mail.
      reasonCode TEXT NOT NULL REFERENCES mailReason (word),
      reasonArguments TEXT CHECK (reasonArguments IS NULL OR json_valid(reasonArguments)),
      PRIMARY KEY (mailboxFolder, uid)
      """, options: "STRICT, WITHOUT ROWID",
    filling: OlderSentences.ofMails.filling(from: "lastError"))

  private static let parts = TableRebuild(
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
      reasonCode TEXT NOT NULL REFERENCES partReason (word),
      -- As in the table mail.
      reasonArguments TEXT CHECK (reasonArguments IS NULL OR json_valid(reasonArguments)),
      document INTEGER REFERENCES document (id),
      PRIMARY KEY (mail, position)
      """, options: "STRICT, WITHOUT ROWID",
    filling: OlderSentences.ofParts.filling(from: "reason"))
}
