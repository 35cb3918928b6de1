import Foundation
import Records

/// The changes that one contact's or person's erasure makes to rows.
///
/// Texts that are the subject's own go as a whole: the descriptions of its tasks, who wrote a mail
/// and of what. In other texts only the places where the subject is named are masked. What it does
/// to the log is `LogErasure`'s.
struct Erasure: Sendable {
  let company: CompanyID
  let subject: ErasureSubject
  let spellings: ErasedSpellings
  let request: ErasureRequest
  /// The mark that stands where a name was.
  let mark: String
  /// The company's day: a document that is to be kept until then, or longer, stays as it is.
  let today: CivilDate

  static let tables = [
    ErasedTable(
      name: "task", columns: ["description", "contact"], source: "task",
      count: { $0.tasks += 1 }),
    ErasedTable(
      name: "document", columns: ["fileName", "title", "notes", "keepUntil", "contact"],
      source: "document",
      count: { $0.documents += 1 }),
    ErasedTable(
      name: "groupNode", columns: ["company", "parent", "name"], source: "groupNode",
      count: { $0.groups += 1 }),
    ErasedTable(
      name: "mail",
      columns: [
        "sender", "subject", "messageID", "reasonCode", "reasonArguments", "raw", "verdict",
      ], source: "mail", owners: [.company, .nobody], count: { $0.mails += 1 }),
    ErasedTable(
      name: "part", columns: ["fileName"], key: ["mail", "position"],
      source: "mail JOIN part ON part.mail = mail.id",
      filter: "fileName IS NOT NULL AND ", owners: [.company, .nobody]),
    ErasedTable(
      name: "notice", columns: ["reply"], source: "notice"),
    ErasedTable(name: "customer", columns: ["notes"], source: "customer"),
    ErasedTable(name: "contact", columns: ["notes"], source: "contact"),
  ]

  /// The values that are to be written to a row; empty when the row doesn't name the subject.
  func values(for row: SQLRow, of table: ErasedTable, in transaction: Transaction) throws
    -> [String: SQLValue]
  {
    switch table.name {
    case "task": task(row)
    case "document": document(row)
    case "groupNode": try group(row, in: transaction)
    case "mail": try mail(row)
    case "part": try part(row, in: transaction)
    default: masked(row, table.columns, spellings)
    }
  }

  /// The row is about nobody but the subject.
  func isOwn(_ row: SQLRow, of table: ErasedTable) -> Bool {
    switch table.name {
    case "task", "document": subject.owns(contact: row["contact"])
    case "mail": spellings.isSender(row["sender"])
    default: false
    }
  }

  private func task(_ row: SQLRow) -> [String: SQLValue] {
    guard subject.owns(contact: row["contact"]) else {
      return masked(row, ["description"], spellings)
    }
    return row["description"] == mark ? [:] : ["description": .text(mark)]
  }

  private func document(_ row: SQLRow) -> [String: SQLValue] {
    let keepUntil: CivilDate? = row["keepUntil"]
    return keepUntil.map { $0 >= today } == true ? [:] : masked(document: row)
  }

  private func masked(document row: SQLRow) -> [String: SQLValue] {
    let isOwn = subject.owns(contact: row["contact"])
    return masked(
      row, ["fileName", "title", "notes"], isOwn ? spellings.withNameWords : spellings)
  }

  /// The documents that name the subject and stay as they are until their day.
  func keptDocuments(in transaction: Transaction) throws -> [DocumentID] {
    try transaction.rows(
      """
      SELECT id, fileName, title, notes, contact FROM document
      WHERE company = \(company) AND keepUntil >= \(today) ORDER BY keepUntil, id
      """
    ).filter { !masked(document: $0).isEmpty }.map { $0["id"] }
  }

  /// No two groups below the same one have the same name.
  private func group(_ row: SQLRow, in transaction: Transaction) throws -> [String: SQLValue] {
    let (name, id): (String, Int64) = (row["name"], row["id"])
    guard let masked = spellings.masked(name, with: mark) else { return [:] }
    let isTaken = try transaction.value(
      """
      SELECT EXISTS (SELECT 1 FROM groupNode WHERE company = \(company) AND id <> \(id)
        AND ifnull(parent, 0) = ifnull(\(row["parent"] as Int64?), 0)
        AND nameKey = \(GroupName.key(of: masked)))
      """, as: Bool.self)
    let free = isTaken == true ? "\(masked) \(id)" : masked
    return [
      "name": .text(free), "nameKey": .text(GroupName.key(of: free)),
    ]
  }

  /// Mails from the subject lose what they were from and about; their verdicts stay, and their
  /// identity, by which a second copy is known. A mail that waits for a decision may be the last
  /// copy of its documents: it stays as it is, unless it is asked for.
  private func mail(_ row: SQLRow) throws -> [String: SQLValue] {
    if row["verdict"] as MailVerdict == .setup { return confirmation(row) }
    let isUndecided = row.has("raw")
    if isUndecided && !request.withHeld { return [:] }
    let reason = isUndecided ? [:] : masked(try row.reason())
    guard spellings.isSender(row["sender"]) else {
      return isUndecided ? [:] : masked(row, ["subject"], spellings).merging(reason) { $1 }
    }
    let own: [String: SQLValue] = ["sender": .null, "subject": .null, "messageID": .null]
    return own.merging(isUndecided ? Self.discarded : reason) { $1 }
  }

  /// A provider's question on behalf of the subject, whom it names: nobody's documents are in it.
  private func confirmation(_ row: SQLRow) -> [String: SQLValue] {
    var values: [String: SQLValue] =
      spellings.isSender(row["sender"])
      ? ["sender": .null, "subject": .null, "messageID": .null]
      : masked(row, ["subject"], spellings)
    guard !values.isEmpty else { return [:] }
    for column in ["confirmationCode", "confirmationURL"] { values[column] = .null }
    return values.merging(Self.discarded) { $1 }
  }

  /// The columns of a mail that nobody decides on any more.
  private static let discarded: [String: SQLValue] = [
    "raw": .null, "waits": false.sqlValue, "discarded": true.sqlValue,
  ]

  /// Only what a reason quotes may name somebody; its code stays.
  private func masked(_ reason: MailReason) -> [String: SQLValue] {
    guard reason.code.quotes else { return [:] }
    let masked = reason.arguments.mapTexts { spellings.masked($0, with: mark) ?? $0 }
    return masked == reason.arguments ? [:] : ["reasonArguments": masked.sqlValue]
  }

  private func part(_ row: SQLRow, in transaction: Transaction) throws -> [String: SQLValue] {
    let values = masked(row, ["fileName"], spellings)
    guard !values.isEmpty, !request.withHeld else { return values }
    let waits = try transaction.value(
      """
      SELECT raw IS NOT NULL FROM mail WHERE id = \(row["mail"] as Int64)
      """, as: Bool.self)
    return waits == true ? [:] : values
  }

  private func masked(
    _ row: SQLRow, _ columns: [String], _ spellings: ErasedSpellings
  ) -> [String: SQLValue] {
    var values: [String: SQLValue] = [:]
    for column in columns {
      guard let text = row[column] as String? else { continue }
      if let masked = spellings.masked(text, with: mark) { values[column] = .text(masked) }
    }
    return values
  }
}
