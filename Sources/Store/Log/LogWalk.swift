import Foundation
import GRDB
import Records

/// The walk along one company's chain.
enum LogWalk {
  static let sql = "SELECT * FROM logEntry WHERE company = ? ORDER BY number"

  static func walk(_ company: CompanyID, in database: Database) throws -> LogVerification {
    var previous = LogChain.start
    var count = 0
    let erasures = try RecordedErasures(of: company, in: database)
    let rows = try Row.fetchCursor(database, sql: sql, arguments: [company.rawValue])
    while let row = try rows.next() {
      if let reason = fault(in: row, after: previous, erasures) ?? misnumbering(row, count + 1) {
        let number = LogNumber(rawValue: row["number"])
        return LogVerification(entries: count, fault: LogFault(entry: number, reason: reason))
      }
      previous = Array(row["hash"] as Data)
      count += 1
    }
    let end = try endFault(of: company, hash: previous, count: count, in: database)
    return LogVerification(entries: count, fault: end)
  }

  /// A text may be gone, or be without a name, when an entry of the chain, whose own hash is looked
  /// at like any, records that.
  private static func fault(
    in row: Row, after previous: [UInt8], _ erasures: RecordedErasures
  ) -> String? {
    // A column of no release's is somebody's addition, and covered by nothing.
    guard LogRecord.strangers(in: row).isEmpty,
      LogChain.hash(after: previous, LogRecord(row: row)) == Array(row["hash"] as Data)
    else {
      return "it was changed, or an entry before it was removed or added"
    }
    return erasures.fault(in: row)
  }

  /// The chain covers no numbers, which older entries got later; they follow from its order.
  private static func misnumbering(_ row: Row, _ expected: Int) -> String? {
    row["number"] == expected ? nil : "its number was changed: it is entry \(expected) of the chain"
  }

  /// What is wrong with the end of the log, compared with its head.
  private static func endFault(
    of company: CompanyID, hash: [UInt8], count: Int, in database: Database
  ) throws -> LogFault? {
    let head = try Row.fetchOne(
      database, sql: "SELECT entries, hash FROM logHead WHERE company = ?",
      arguments: [company.rawValue])
    guard let head else { return LogFault(entry: nil, reason: "the head of the log is gone") }
    let recorded: Int = head["entries"]
    if count != recorded {
      return LogFault(
        entry: nil, reason: "\(recorded) entries were recorded, but \(count) are there")
    }
    return Array(head["hash"] as Data) == hash
      ? nil : LogFault(entry: nil, reason: "the last entry is not the one recorded last")
  }
}
