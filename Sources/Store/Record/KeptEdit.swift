import Foundation
import Records

/// An edit that can be taken back while the record is as the edit left it: `back` makes the values
/// before it of those behind it, and `forth` made these.
enum KeptEdit: Codable {
  case document(back: DocumentChange, forth: DocumentChange)
  case task(back: TaskChange, forth: TaskChange)
  case customer(back: CustomerChange, forth: CustomerChange)
  /// `from` and `to` are the customers of the contact.
  case contact(back: ContactChange, forth: ContactChange, from: CustomerID, to: CustomerID)
  case person(back: PersonChange, forth: PersonChange)
  case company(back: CompanyChange, forth: CompanyChange)
  case group(GroupID, GroupEdit)

  enum GroupEdit: Codable {
    case added
    case renamed(from: String, to: String)
    case moved(from: GroupID?, to: GroupID?)
    case kept(from: Int?, to: Int?)
  }

  /// So long an edit can be taken back, in seconds: 30 days.
  private static let lasting: TimeInterval = 30 * 86_400

  /// Nil where the entry's edit is none that can be taken back, or no longer.
  static func find(
    _ entry: LogNumber, of company: CompanyID, in transaction: Transaction
  ) throws -> KeptEdit? {
    let text = try transaction.value(
      "SELECT edit FROM keptEdit WHERE company = \(company) AND number = \(entry)",
      as: String.self)
    return try text.map { try JSONDecoder().decode(KeptEdit.self, from: Data($0.utf8)) }
  }

  /// Keeps the edit that an entry tells of, and lets go of those whose time is over.
  func keep(
    for entry: LogNumber, of company: CompanyID, at now: Date, in transaction: Transaction
  ) throws {
    try transaction.run("DELETE FROM keptEdit WHERE madeAt <= \(now - Self.lasting)")
    let text = String(decoding: try JSONEncoder().encode(self), as: UTF8.self)
    try transaction.run(
      """
      INSERT INTO keptEdit (company, number, madeAt, edit)
      VALUES (\(company), \(entry), \(now), \(text))
      """)
  }

  /// Lets go of all values of a company, as they may name the subject of an erasure.
  static func forgetAll(of company: CompanyID, in transaction: Transaction) throws {
    try transaction.run("DELETE FROM keptEdit WHERE company = \(company)")
  }

  /// Lets go of the values of a document that is removed for good.
  static func forget(
    _ document: DocumentID, of company: CompanyID, in transaction: Transaction
  ) throws {
    try transaction.run(
      """
      DELETE FROM keptEdit WHERE company = \(company) AND number IN
        (SELECT number FROM logEntry WHERE company = \(company) AND document = \(document))
      """)
  }
}
