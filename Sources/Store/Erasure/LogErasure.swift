import Foundation
import GRDB

/// The part of an erasure that concerns the log: which entries lose their text, and the entry that
/// says so.
///
/// An entry can't be written anew, its text can only go: the chain goes on through the digest of
/// the text. That it was erased, and not taken by somebody, says the entry that is appended.
struct LogErasure {
  let subject: ErasureSubject
  let spellings: ErasedSpellings
  let change: RecordedChange
  /// Those of the person.
  let tasks: Set<Int64>

  private var database: Database { change.database }

  static let entriesSQL = """
    SELECT id, place, kind, person, customer, contact, task, reference, text FROM logEntry
    WHERE company = ? AND text IS NOT NULL ORDER BY number
    """

  /// Those that are to lose their text, oldest first.
  func entries() throws -> [(id: Int64, indexed: LogIndex.Entry)] {
    let own = spellings.withNameWords
    let rows = try Row.fetchCursor(
      database, sql: Self.entriesSQL, arguments: [change.company.rawValue])
    var found: [(id: Int64, indexed: LogIndex.Entry)] = []
    while let row = try rows.next() {
      guard try isMeant(row, own) else { continue }
      let entry = LogIndex.Entry(
        place: LogPlace(rawValue: row["place"]), kind: try row.choice("kind"),
        person: row.id("person"), party: row.party, reference: row["reference"], text: row["text"])
      found.append((row["id"], entry))
    }
    return found
  }

  /// Records the erasure, and takes the texts. The record comes first: SQLite lets no text go that
  /// the newest entry doesn't list.
  func erase(_ entries: [(id: Int64, indexed: LogIndex.Entry)]) throws {
    let (kind, party, text) = subject.record(change.voice)
    var event = LogEvent(kind: kind, person: change.actor, party: party, text: text)
    event.erases = ErasedEntries(entries.map(\.id))
    try LogAppender.append(event, to: change.company, at: change.now, in: database)
    let statement = try database.cachedStatement(
      sql: "UPDATE logEntry SET text = NULL, textSalt = NULL WHERE id = ?")
    for entry in entries {
      try statement.execute(arguments: [entry.id])
      try LogIndex.forgetText(of: entry.indexed, of: change.company, in: database)
    }
  }

  private func isMeant(_ row: Row, _ own: ErasedSpellings) throws -> Bool {
    let text: String = row["text"]
    let kind: LogKind = try row.choice("kind")
    if subject.owns(contact: row.id("contact")) {
      // Invoices and payments are the company's books, as long as they name nobody.
      if isRecord(text, kind) { return false }
      return kind != .invoice && kind != .payment || own.occur(in: text)
    }
    let isOfPerson =
      subject.person != nil
      && (row.id("person") == subject.person || (row["task"] as Int64?).map(tasks.contains) == true)
    return (isOfPerson ? own : spellings).occur(in: text)
  }

  /// What an earlier erasure of the same subject said.
  private func isRecord(_ text: String, _ kind: LogKind) -> Bool {
    Language.allCases.contains { language in
      let record = subject.record(LogText(language))
      return kind == record.kind && text == record.text
    }
  }
}
