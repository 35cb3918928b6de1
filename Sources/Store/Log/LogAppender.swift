import Foundation
import GRDB

/// Appends to customer logs, inside the transaction of the event that is recorded.
enum LogAppender {
  /// The transaction is immediate, so nobody else appends between the look at the head and
  /// the entry that follows it.
  static func append(
    _ event: LogEvent, to company: CompanyID, at now: Date, in database: Database
  ) throws {
    if let person = event.person {
      _ = try CompanyScope.present(person, of: company, in: database)
    }
    let id = try Int64.fetchOne(
      database.cachedStatement(sql: "SELECT ifnull(max(id), 0) + 1 FROM logEntry"))
    let salt = randomSalt()
    var columns: [(String, DatabaseValue)] = [
      ("id", (id ?? 1).databaseValue),
      ("company", company.rawValue.databaseValue),
      ("at", now.storedSeconds.databaseValue),
      ("kind", event.kind.rawValue.databaseValue),
      ("person", event.person?.rawValue.databaseValue ?? .null),
      ("document", event.document?.rawValue.databaseValue ?? .null),
      ("mail", event.mail?.rawValue.databaseValue ?? .null),
      ("text", event.text.databaseValue),
      ("textSalt", salt.stored.databaseValue),
      ("textDigest", LogChain.textDigest(salt: salt, text: event.text).stored.databaseValue),
    ]
    let previous = try head(of: company, in: database)
    columns.append(
      ("hash", LogChain.hash(after: previous, columns: columns).stored.databaseValue))
    try database.cachedStatement(
      sql: """
        INSERT INTO logEntry (id, company, at, kind, person, document, mail, text, textSalt,
          textDigest, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: StatementArguments(columns.map(\.1)))
  }

  private static func randomSalt() -> [UInt8] {
    let halves = (UInt64.random(in: .min ... .max), UInt64.random(in: .min ... .max))
    return withUnsafeBytes(of: halves) { Array($0) }
  }

  private static func head(of company: CompanyID, in database: Database) throws -> [UInt8] {
    let hash = try Data.fetchOne(
      database.cachedStatement(sql: "SELECT hash FROM logHead WHERE company = ?"),
      arguments: [company.rawValue])
    guard let hash else { throw StoreError.notFound("company \(company.rawValue)") }
    return Array(hash)
  }
}
