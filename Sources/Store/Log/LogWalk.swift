import Foundation
import Platform
import Records

/// The walk along one company's chain.
package enum LogWalk {
  /// `heads` are hashes that were kept elsewhere: each has to be of an entry that fits, or the
  /// start.
  package static func walk(
    _ company: CompanyID, expecting heads: Set<Digest> = [], in transaction: Transaction
  ) throws -> LogVerification {
    var previous = LogChain.start
    var missing = heads.subtracting([previous])
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
      missing.remove(previous)
      count += 1
      return true
    }
    if let first { return LogVerification(entries: count, fault: first) }
    let end = try endFault(of: company, hash: previous, count: count, in: transaction)
    return LogVerification(entries: count, fault: end ?? least(of: missing).map(neverHad))
  }

  private static func least(of heads: Set<Digest>) -> Digest? {
    heads.min { $0.hexadecimal < $1.hexadecimal }
  }

  private static func neverHad(_ head: Digest) -> LogFault {
    LogFault(
      entry: nil,
      reason: "it never had the head \(head.hexadecimal): entries were changed or removed since "
        + "that was noted, or it is another log's")
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
    guard let head = try head(of: company, in: transaction) else {
      return LogFault(entry: nil, reason: "the head of the log is gone")
    }
    if count != head.entries {
      return LogFault(
        entry: nil, reason: "\(head.entries) entries were recorded, but \(count) are there")
    }
    return head.hash == hash
      ? nil : LogFault(entry: nil, reason: "the last entry is not the one recorded last")
  }

  /// The end of the log as it was recorded; nil where that is gone.
  static func head(
    of company: CompanyID, in transaction: Transaction
  ) throws -> (entries: Int, hash: Digest)? {
    try transaction.row("SELECT entries, hash FROM logHead WHERE company = \(company)")
      .map { ($0["entries"], $0["hash"]) }
  }
}
