import Foundation
import Records

/// Documents in the index that the log is searched by: each has a row with its words, which are
/// marked as documents' own. An entry, or another company's document, may have the same row: each
/// term of the index stands for itself.
struct DocumentIndex {
  /// The columns that words are looked for in.
  private static let columns = ["title", "notes", "fileName", "mailSender", "mailSubject"]
  private static let select = """
    SELECT document.id, document.company, document.receivedAt, document.title, document.notes,
      document.fileName, mail.sender AS mailSender, mail.subject AS mailSubject
    FROM document LEFT JOIN mail ON mail.id = document.mail
    """

  let transaction: Transaction

  /// The text that a search looks at, of a row with these columns.
  static func searchable(_ row: SQLRow) -> String {
    columns.compactMap { row[$0] as String? }.joined(separator: "\n")
  }

  /// Lets a document that was added be found by its words.
  func add(_ id: DocumentID) throws {
    guard let row = try row(of: id) else { return }
    if transaction.log.add(row) { try transaction.settleLog() }
  }

  /// Runs a change of documents' texts, or their removal: they are found by what they say then.
  func following(_ ids: [DocumentID], _ change: () throws -> Void) throws {
    // Some may have been added by this very transaction.
    if !ids.isEmpty { try transaction.settleLog() }
    for row in try ids.compactMap(row(of:)) { try transaction.index.remove(row) }
    try change()
    for id in ids { try add(id) }
  }

  private func row(of id: DocumentID) throws -> LogIndexRow? {
    try transaction.row("\(raw: Self.select) WHERE document.id = \(id)").map { row in
      let place = LogPlace(of: row["id"], receivedAt: row["receivedAt"])
      let terms = LogIndexTerms(row["company"], of: .documents)
        .terms([], text: Self.searchable(row))
      return LogIndexRow(id: -place.rawValue, terms: terms)
    }
  }
}

extension LogPlace {
  /// The place of a document among documents: by the second of receipt, then by id.
  init(of document: DocumentID, receivedAt seconds: Int64) {
    let count = document.rawValue & ((1 << Self.countBits) - 1)
    self.init(rawValue: LogPlace(secondsSince1970: seconds).rawValue + count)
  }

  /// The condition of the document at the place.
  var isDocument: SQL {
    let seconds = rawValue >> Self.countBits
    let mask: Int64 = (1 << Self.countBits) - 1
    return "document.receivedAt = \(seconds) AND document.id & \(mask) = \(rawValue & mask)"
  }
}
