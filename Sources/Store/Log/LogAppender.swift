import Foundation
import GRDB
import Records

/// Appends to customer logs, inside the transaction of the event that is recorded.
enum LogAppender {
  /// The transaction is immediate, so nobody else appends between the look at the head and
  /// the entry that follows it.
  @discardableResult
  static func append(
    _ event: LogEvent, to company: CompanyID, at now: Date, in database: Database
  ) throws -> LogNumber {
    if let person = event.person {
      // Nobody acts after being removed; what was sent to them before is still recorded.
      _ =
        event.kind.isOfReminder
        ? try Person.required(person, of: company, in: database)
        : try Person.present(person, of: company, in: database)
    }
    let seconds = (event.at ?? now).storedSeconds
    let known = LogTransaction.known(of: company)
    var end = try known.end ?? self.end(of: company, in: database)
    let place = try LogPlace.next(
      atSecond: seconds, of: company, after: end.place, in: database)
    let salt = randomSalt()
    let last = try known.last ?? last(in: database)
    let id = LogEntryID(rawValue: try last.rawValue.following(in: "the log"))
    end.number = LogNumber(rawValue: try end.number.rawValue.following(in: "the log"))
    let record = LogRecord(
      event, id: id, of: company, atSecond: seconds, place: place,
      textDigest: LogChain.textDigest(salt: salt, text: event.text))
    (end.place, end.head) = (place, LogChain.hash(after: end.head, record))
    try database.run(
      insertSQL,
      with: record.columns + [
        end.number.rawValue.databaseValue, event.text.databaseValue, salt.stored.databaseValue,
        end.head.stored.databaseValue,
      ])
    let entry = LogIndex.Entry(
      place: place, kind: event.kind, person: event.person, party: event.party,
      reference: event.reference, text: event.text)
    try LogTransaction.appended(
      LogIndex.row(entry, of: company), as: id, to: company, endingAt: end, in: database)
    return end.number
  }

  private static let insertSQL: String = {
    let columns = LogRecord.columnNames + ["number", "text", "textSalt", "hash"]
    let marks = columns.map { _ in "?" }.joined(separator: ", ")
    return "INSERT INTO logEntry (\(columns.joined(separator: ", "))) VALUES (\(marks))"
  }()

  static func randomSalt() -> [UInt8] {
    let halves = (UInt64.random(in: .min ... .max), UInt64.random(in: .min ... .max))
    return withUnsafeBytes(of: halves) { Array($0) }
  }

  /// Of no entry the one before the first.
  private static func last(in database: Database) throws -> LogEntryID {
    let last = try Int64.fetchOne(database.cachedStatement(sql: "SELECT max(id) FROM logEntry"))
    return LogEntryID(rawValue: last ?? 0)
  }

  private static func end(of company: CompanyID, in database: Database) throws -> LogEnd {
    let row = try Row.fetchOne(
      database.cachedStatement(sql: "SELECT entries, hash FROM logHead WHERE company = ?"),
      arguments: [company.rawValue])
    guard let row else { throw Refusal.notFound(company) }
    return LogEnd(
      number: LogNumber(rawValue: row["entries"]), place: nil, head: Array(row["hash"] as Data))
  }
}
