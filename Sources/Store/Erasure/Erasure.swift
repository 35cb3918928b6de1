import Foundation
import GRDB

/// The erasure of one contact's or person's data, inside one write transaction.
///
/// Texts that are the subject's own go as a whole: what the log says of a contact, the descriptions
/// of its tasks, who wrote a mail and of what. In other texts only the places where the subject is
/// named are masked, but for the log's, which a text leaves as a whole or not at all.
struct Erasure {
  let subject: ErasureSubject
  let spellings: ErasedSpellings
  let change: RecordedChange
  /// Of the subject's own record, before this.
  let wasErased: Bool

  private var database: Database { change.database }
  private var company: Int64 { change.company.rawValue }
  private var mark: String { change.voice.erased }

  func run() throws -> ErasureReport {
    var report = ErasureReport()
    report.isFirst = !wasErased
    report.tasks = try eraseTasks()
    report.documents = try eraseDocuments()
    (report.mails, report.discarded) = try eraseMails()
    try eraseParts()
    try eraseReplies()
    let log = LogErasure(
      subject: subject, spellings: spellings, change: change, tasks: try ownTasks())
    let entries = try log.entries()
    report.entries = entries.count
    if report.isFirst || !report.isEmpty { try log.erase(entries) }
    try subject.clear(of: change.company, mark: mark, in: database)
    return report
  }

  private func eraseTasks() throws -> Int {
    try rewrite("task", ["description", "contact"]) { row in
      let description: String = row["description"]
      let isOwn = subject.owns(contact: row.id("contact"))
      return isOwn
        ? (description == mark ? nil : ["description": mark])
        : ["description": spellings.masked(description, with: mark)]
    }.count
  }

  private func eraseDocuments() throws -> Int {
    try rewrite("document", ["fileName", "title", "contact"]) { row in
      let isOwn = subject.owns(contact: row.id("contact"))
      let spellings = isOwn ? spellings.withNameWords : spellings
      return [
        "fileName": spellings.masked(row["fileName"], with: mark),
        "title": (row["title"] as String?).flatMap { spellings.masked($0, with: mark) },
      ]
    }.count
  }

  /// Mails from the subject lose what they were from and about, and their bytes where those were
  /// kept; their verdicts stay, and their identity, by which a second copy is known.
  private func eraseMails() throws -> (mails: Int, discarded: Int) {
    let own = try Row.fetchAll(
      database, sql: "SELECT id, sender, raw FROM mail WHERE company = ? AND sender IS NOT NULL",
      arguments: [company]
    ).filter { spellings.isSender($0["sender"]) }
    let update = try database.cachedStatement(
      sql: """
        UPDATE mail SET sender = NULL, subject = NULL, messageID = NULL, raw = NULL,
          reason = iif(raw IS NULL, '', ?) || reason WHERE id = ?
        """)
    for row in own { try update.execute(arguments: [Mail.discardedPrefix, row["id"] as Int64]) }
    let others = try rewrite("mail", ["subject", "reason"]) { row in
      [
        "reason": spellings.masked(row["reason"], with: mark),
        "subject": (row["subject"] as String?).flatMap { spellings.masked($0, with: mark) },
      ]
    }
    let mails = Set(own.map { $0["id"] as Int64 } + others)
    return (mails.count, own.count { $0["raw"] != nil })
  }

  private func eraseParts() throws {
    let parts = try Row.fetchCursor(
      database,
      sql: """
        SELECT part.mail, position, fileName FROM mail JOIN part ON part.mail = mail.id
        WHERE mail.company = ? AND fileName IS NOT NULL
        """, arguments: [company])
    var changes: [StatementArguments] = []
    while let part = try parts.next() {
      guard let name = spellings.masked(part["fileName"], with: mark) else { continue }
      changes.append([name, part["mail"] as Int64, part["position"] as Int64])
    }
    let update = try database.cachedStatement(
      sql: "UPDATE part SET fileName = ? WHERE mail = ? AND position = ?")
    for change in changes { try update.execute(arguments: change) }
  }

  /// Servers repeat the address that they refuse.
  private func eraseReplies() throws {
    _ = try rewrite("notice", ["reply"]) { row in
      ["reply": (row["reply"] as String?).flatMap { spellings.masked($0, with: mark) }]
    }
  }

  private func ownTasks() throws -> Set<Int64> {
    guard let person = subject.person else { return [] }
    return try Int64.fetchSet(
      database, sql: "SELECT id FROM task WHERE company = ? AND person = ?",
      arguments: [company, person.rawValue])
  }

  /// Writes the texts that `texts` gives for columns of the company's rows, nil for what stays;
  /// the ids of the rows that were changed. All are looked at before any is written.
  private func rewrite(
    _ table: String, _ columns: [String], _ texts: (Row) throws -> [String: String?]?
  ) throws -> [Int64] {
    var changed: [(id: Int64, texts: [String: String])] = []
    let rows = try Row.fetchCursor(
      database,
      sql: "SELECT id, \(columns.joined(separator: ", ")) FROM \(table) WHERE company = ?",
      arguments: [company])
    while let row = try rows.next() {
      let new = try texts(row)?.compactMapValues(\.self) ?? [:]
      if !new.isEmpty { changed.append((row["id"], new)) }
    }
    for (id, texts) in changed {
      let names = texts.keys.sorted()
      let assigned = names.map { "\($0) = ?" }.joined(separator: ", ")
      try database.cachedStatement(sql: "UPDATE \(table) SET \(assigned) WHERE id = ?")
        .execute(arguments: StatementArguments(names.map { texts[$0] }) + [id])
    }
    return changed.map(\.id)
  }
}
