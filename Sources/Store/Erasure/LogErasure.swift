import Foundation
import Records

/// The part of an erasure that concerns the log: which entries lose their text, or the name in it,
/// and the entries that say so.
///
/// A text can't be written anew under the chain, which goes on through its digest. That it was
/// erased, and not taken by somebody, says an entry that is appended before: it lists the entries
/// whose texts go, and those that keep a text without the name, with the digest of that.
struct LogErasure: Sendable {
  let subject: ErasureSubject
  let spellings: ErasedSpellings
  let withInvoices: Bool
  /// The person's tasks.
  let tasks: Set<TaskID>
  let mark: String
  private let own: ErasedSpellings

  init(_ erasure: Erasure, in transaction: Transaction) throws {
    subject = erasure.subject
    spellings = erasure.spellings
    own = spellings.withNameWords
    withInvoices = erasure.request.withInvoices
    mark = erasure.mark
    tasks =
      try erasure.subject.person.map { person in
        try Set(
          transaction.values(
            "SELECT id FROM task WHERE company = \(erasure.company) AND person = \(person)"))
      } ?? []
  }

  private static let columns = """
    SELECT id, number, place, kind, person, meant, customer, contact, task, reference, text, erases,
      masks
    FROM logEntry
    """

  /// One that is meant, and what is left of its text.
  struct Entry {
    let id: Int64
    let isOwn: Bool
    /// Nil when nothing is.
    let rest: String?
    let indexed: LogIndex.Entry
  }

  /// Calls `body` with those that are meant behind a number, oldest first; gives the last looked
  /// at.
  func forEach(
    behind last: Int64, of company: CompanyID, in transaction: Transaction,
    _ body: (Entry, _ text: String) throws -> Void
  ) throws -> Int64 {
    var last = last
    let rows: SQL = """
      \(raw: Self.columns) WHERE company = \(company) AND number > \(last) AND text IS NOT NULL
      ORDER BY number
      """
    try transaction.forEach(rows) { row in
      last = row["number"]
      if let entry = try entry(row) { try body(entry, row["text"]) }
    }
    return last
  }

  /// One that was found before, as it is now.
  func entry(_ id: Int64, in transaction: Transaction) throws -> Entry? {
    try transaction.row("\(raw: Self.columns) WHERE id = \(id) AND text IS NOT NULL").flatMap(entry)
  }

  private func entry(_ row: SQLRow) throws -> Entry? {
    let text: String = row["text"]
    let kind: LogKind = try row.known("kind")
    // Entries that erasures wrote name nobody.
    guard !row.has("erases"), !row.has("masks"), !isRecord(text, kind) else { return nil }
    let isOwn = isOwn(row)
    let words = isOwn ? own : spellings
    var rest: String?
    if kind == .invoice || kind == .payment {
      // They are the company's books: all but the name stays.
      guard let masked = words.masked(text, with: mark) else { return nil }
      rest = withInvoices ? nil : masked
    } else if !subject.owns(contact: row["contact"]) {
      guard words.occur(in: text) else { return nil }
    }
    let indexed = LogIndex.Entry(
      place: row["place"], kind: kind, person: row["person"], meant: row["meant"],
      party: row.party, reference: row["reference"], text: text)
    return Entry(id: row["id"], isOwn: isOwn, rest: rest, indexed: indexed)
  }

  private func isOwn(_ row: SQLRow) -> Bool {
    if subject.owns(contact: row["contact"]) { return true }
    guard let person = subject.person else { return false }
    return row["person"] as PersonID? == person || row["meant"] as PersonID? == person
      || (row["task"] as TaskID?).map(tasks.contains) == true
  }

  /// The entry is the record of an erasure of the same subject that took no text.
  private func isRecord(_ text: String, _ kind: LogKind) -> Bool {
    Language.allCases.contains { language in
      let record = subject.record(LogText(language))
      return kind == record.kind && text.hasPrefix(record.text)
    }
  }

  /// Records what is taken of which entries, and takes it.
  func erase(_ entries: [Entry], _ change: RecordedChange) throws {
    // Some may have been appended by this very transaction: reminders that it cancels.
    try change.transaction.settleLog()
    let masks = entries.compactMap { entry in
      entry.rest.map { ErasedEntries.Mask(of: entry.id, leaving: $0) }
    }
    let emptied = entries.filter { $0.rest == nil }
    let (kind, party, text) = subject.record(change.logText)
    let extent = ErasureExtent(entries)
    var event = LogEvent(
      kind: kind, person: change.actor.person, party: party,
      text: text + change.logText.erased(extent))
    event.meant = subject.person
    event.erases = ErasedEntries(emptied: emptied.map(\.id), masks: masks)
    let record = try change.transaction.append(event, to: change.company, at: change.now)
    try take(emptied, masks, by: record, in: change.transaction)
    // In the order of the index's rows, which are the places backwards: FTS5 then gathers them.
    for entry in entries.sorted(by: { $0.indexed.place > $1.indexed.place }) {
      try LogIndex.replaceText(
        of: entry.indexed, by: entry.rest ?? "", of: change.company, in: change.transaction)
    }
  }

  private func take(
    _ emptied: [Entry], _ masks: [ErasedEntries.Mask], by record: LogNumber,
    in transaction: Transaction
  ) throws {
    for entry in emptied {
      try transaction.run(
        """
        UPDATE logEntry SET text = NULL, textSalt = NULL, erasedBy = \(record), maskDigest = NULL
        WHERE id = \(entry.id)
        """)
    }
    for one in masks {
      try transaction.run(
        """
        UPDATE logEntry SET text = \(one.text), textSalt = \(one.salt), erasedBy = \(record),
          maskDigest = \(one.digest)
        WHERE id = \(one.id)
        """)
    }
  }
}

extension ErasureExtent {
  fileprivate init(_ all: [LogErasure.Entry]) {
    let others = all.filter { !$0.isOwn }
    self.init(
      entries: all.count, masked: all.count { $0.rest != nil }, others: others.count,
      customers: Set(others.compactMap { $0.indexed.party.customer?.rawValue }).sorted())
  }
}
