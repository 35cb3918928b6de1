import Foundation
import Records
import System

/// The walk along one company's chain.
package enum LogWalk {
  package static func walk(_ company: CompanyID, in transaction: Transaction) throws
    -> LogVerification
  {
    var previous = LogChain.start
    var count = 0
    let erasures = try RecordedErasures(of: company, in: transaction)
    var first: LogFault?
    try transaction.walk(
      "SELECT * FROM logEntry WHERE company = \(company) ORDER BY number"
    ) { row in
      if let reason = fault(in: row, after: previous, erasures) ?? misnumbering(row, count + 1) {
        first = LogFault(entry: row["number"], reason: reason)
        return false
      }
      previous = row["hash"]
      count += 1
      return true
    }
    if let first { return LogVerification(entries: count, fault: first) }
    let end = try endFault(of: company, hash: previous, count: count, in: transaction)
    return LogVerification(entries: count, fault: end)
  }

  /// A text may be gone, or be without a name, when an entry of the chain, whose own hash is looked
  /// at like any, records that.
  private static func fault(
    in row: SQLRow, after previous: Digest, _ erasures: RecordedErasures
  ) -> String? {
    // A column of no release's is somebody's addition, and covered by nothing.
    guard LogRecord.strangers(in: row).isEmpty,
      LogChain.hash(after: previous, LogRecord(row: row)) == row["hash"]
    else {
      return "it was changed, or an entry before it was removed or added"
    }
    return erasures.fault(in: row)
  }

  /// The chain covers no numbers, which older entries got later; they follow from its order.
  private static func misnumbering(_ row: SQLRow, _ expected: Int) -> String? {
    row["number"] == expected ? nil : "its number was changed: it is entry \(expected) of the chain"
  }

  /// The fault of the log's end, compared with its head.
  private static func endFault(
    of company: CompanyID, hash: Digest, count: Int, in transaction: Transaction
  ) throws -> LogFault? {
    let head = try transaction.row("SELECT entries, hash FROM logHead WHERE company = \(company)")
    guard let head else { return LogFault(entry: nil, reason: "the head of the log is gone") }
    let recorded: Int = head["entries"]
    if count != recorded {
      return LogFault(
        entry: nil, reason: "\(recorded) entries were recorded, but \(count) are there")
    }
    return head["hash"] == hash
      ? nil : LogFault(entry: nil, reason: "the last entry is not the one recorded last")
  }
}
