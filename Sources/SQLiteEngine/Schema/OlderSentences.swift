import GRDB
import Records

/// The sentences by which releases before the codes told why a mail or a part got its verdict, and
/// a table in which those that a store holds are read.
struct OlderSentences: Sendable {
  private let table: String
  private let forms: [OlderSentence]

  /// Reads all sentences that a query gives, each once.
  func read(_ query: String, in database: Database) throws {
    try database.execute(
      sql: """
        CREATE TEMP TABLE \(table) (
          sentence TEXT PRIMARY KEY, code TEXT NOT NULL, arguments TEXT
        ) STRICT, WITHOUT ROWID
        """)
    let insertion = try database.makeStatement(
      sql: "INSERT INTO \(table) VALUES (?, ?, ?)")
    let sentences = try String.fetchCursor(
      database, sql: "SELECT DISTINCT * FROM (\(query))")
    while let sentence = try sentences.next() {
      let (code, arguments) =
        forms.lazy.compactMap { $0.read(sentence) }.first ?? ("older", [.words(sentence)])
      try insertion.execute(
        arguments: [sentence, code, ReasonArguments(arguments).stored])
    }
  }

  func forget(in database: Database) throws {
    try database.execute(sql: "DROP TABLE temp.\(table)")
  }

  /// The expressions that fill the columns of a reason, from an expression that gives the sentence.
  func filling(from sentence: String) -> [String: String] {
    [
      "reasonCode": "(SELECT code FROM \(table) WHERE sentence = \(sentence))",
      "reasonArguments": "(SELECT arguments FROM \(table) WHERE sentence = \(sentence))",
    ]
  }

  static let ofMails = OlderSentences(
    table: "olderMailReason",
    forms: [
      OlderSentence("1 document", "filed", [.number(1)]),
      OlderSentence("# documents", "filed"),
      OlderSentence("the company has the same content as mail #", "sameContent"),
      OlderSentence("this copy was decided on as mail #", "sameCopy"),
      OlderSentence("no document in it", "noDocument"),
      OlderSentence(
        "a forwarding confirmation of *, authenticated as *", "confirmation"),
      OlderSentence(
        "WARNING: anybody may have sent this; it says that it is a forwarding confirmation of *, "
          + "and nothing proves it: use its code or link only if you asked for it just now",
        "unprovenConfirmation"),
      OlderSentence("no company's address among those it was sent to", "noAddress"),
      OlderSentence(
        "an address in it has the form of ours, but no company has it now (rotated or mistyped)",
        "unknownAddress"),
      OlderSentence("the company's Mini-CRM is switched off", "switchedOff"),
      OlderSentence("a bounce (delivery status report)", "bounce"),
      OlderSentence("an automatic reply without a document", "automaticReply"),
      OlderSentence("larger than # bytes (ingest.maximumMessageSize)", "larger"),
      OlderSentence(
        "# parts for # companies are too much to file at once; retry it for each", "tooManyParts"),
      OlderSentence("could not be stored: *", "notStored"),
      OlderSentence("it could not be stored: *", "notStored"),
      OlderSentence("a process ended while it was filed", "endedProcesses", [.number(1)]),
      OlderSentence("# processes ended while it was filed", "endedProcesses"),
      OlderSentence("the fetch broke off: *", "fetchBroken"),
      OlderSentence("the server refused to deliver it: *", "fetchRefused"),
      OlderSentence("the server gave NIL instead of its content", "noContent"),
      OlderSentence("the server lists it but does not deliver it", "notDelivered"),
      OlderSentence("it vanished from the folder before it could be fetched", "vanished"),
    ])

  static let ofParts = OlderSentences(
    table: "olderPartReason",
    forms: [
      OlderSentence("the message's own text", "ownText"),
      OlderSentence("an attachment", "attachment"),
      OlderSentence("holds other parts", "parts"),
      OlderSentence("a file", "file"),
      OlderSentence("a small image (# bytes) shown in the body", "smallImage", [.text("body")]),
      OlderSentence(
        "a small image (# bytes) beside the body in multipart/related", "smallImage",
        [.text("related")]),
      OlderSentence("an image shown in the body", "image", [.text("body")]),
      OlderSentence("an image beside the body in multipart/related", "image", [.text("related")]),
      OlderSentence("a forwarded message without attachments", "forwardedMessage"),
      OlderSentence("the whole mail, released without an attachment", "wholeMail"),
      OlderSentence("S/MIME: opened by the one who has the key", "smime"),
      OlderSentence("PGP: opened by the one who has the key", "pgp"),
      OlderSentence("a message whose attachments are documents", "message"),
      OlderSentence("winmail.dat, opened", "winmail"),
      OlderSentence("a detached signature", "detachedSignature"),
      OlderSentence("the PGP/MIME version line (RFC 3156 §4)", "pgpVersion"),
      OlderSentence("the report for machines", "machineReport"),
      OlderSentence("the reported message's header", "reportedHeader"),
      OlderSentence("another rendering of the message's text", "otherRendering"),
      OlderSentence("part of a bounce", "bounce"),
    ] + limits.map { OlderSentence("filed whole: " + $0, "beyondLimit", [.text($1)]) })

  private static let limits = [
    ("messages are nested too deep to be opened further", "depth"),
    ("encoded messages in it are too large to be unpacked further", "scratch"),
    ("multiparts are nested too deep to be opened further", "multiparts"),
    ("the message has too many parts to be taken apart further", "parts"),
    ("its header is too long to be read", "header"),
  ]
}
