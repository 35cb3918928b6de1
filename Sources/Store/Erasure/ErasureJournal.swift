import Foundation
import Platform
import Records

/// The progress of an erasure, which each of its transactions writes. A row tells of an erasure
/// that is under way, or was cut off, or whose answer was not delivered; see `KeptAnswer`.
struct ErasureJournal: Sendable {
  let company: CompanyID
  let subject: ErasureSubject

  /// All is done, as SQL.
  static let isFinishedSQL = "json_extract(report, '$.isFinished')"

  private var condition: SQL {
    let subject = subject.contact?.rawValue ?? -(subject.person?.rawValue ?? 0)
    return "company = \(company) AND ifnull(contact, -person) = \(subject)"
  }

  struct State: Sendable, Hashable {
    let request: Digest
    let done: Done
  }

  struct Done: Sendable, Hashable, Codable {
    private let report: ErasureReport
    /// The reach of each further name, in the order of the names, which must not be kept.
    private let reached: [Int]
    private let undecided: [Int64]
    let isFinished: Bool

    init(_ report: ErasureReport, isFinished: Bool) {
      var counts = report
      (counts.reached, counts.remains) = ([:], ErasureRemains())
      self.report = counts
      reached = report.reached.sorted { $0.key < $1.key }.map(\.value)
      undecided = report.remains.undecided.map(\.rawValue)
      self.isFinished = isFinished
    }

    /// The report of an erasure with these further names.
    func report(also: [String]) -> ErasureReport {
      var report = report
      report.reached = Dictionary(zip(also.sorted(), reached), uniquingKeysWith: { $1 })
      report.remains.undecided = undecided.map(MailID.init(rawValue:))
      return report
    }
  }

  /// The state of an erasure that was not finished, whatever was asked, or of a finished one that
  /// was asked the same a short while ago.
  func find(_ request: ErasureRequest, at now: Date, in transaction: Transaction) throws -> State? {
    let row = try transaction.row(
      "SELECT request, report, changedAt FROM erasureJournal WHERE \(condition)")
    guard let row else { return nil }
    let state = State(
      request: row["request"],
      done: try JSONDecoder().decode(Done.self, from: Data((row["report"] as String).utf8)))
    let isKnown =
      !state.done.isFinished
      || state.request == request.digest
        && KeptAnswer.isKept(since: row["changedAt"], at: now)
    return isKnown ? state : nil
  }

  func store(_ state: State, at moment: Date, in transaction: Transaction) throws {
    let done = String(decoding: try JSONEncoder().encode(state.done), as: UTF8.self)
    try transaction.run("DELETE FROM erasureJournal WHERE \(condition)")
    try transaction.run(
      """
      INSERT INTO erasureJournal (company, contact, person, request, report, changedAt)
      VALUES (\(company), \(subject.contact), \(subject.person), \(state.request), \(done),
        \(moment))
      """)
  }

  /// Forgets this erasure, whose answer was delivered, and finished ones whose answers nobody came
  /// for.
  func forgetFinished(at now: Date, in transaction: Transaction) throws {
    try transaction.run(
      """
      DELETE FROM erasureJournal WHERE \(raw: Self.isFinishedSQL)
        AND (\(condition) OR \(KeptAnswer.isForgotten(at: now)))
      """)
  }
}
