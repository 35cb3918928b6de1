import Foundation
import GRDB

/// What is done of an erasure that needs several transactions: each writes it with what it took. A row
/// that is there tells of one that is under way, or was cut off.
struct ErasureJournal: Sendable {
  let company: CompanyID
  let subject: ErasureSubject

  private static let condition = "company = ? AND ifnull(contact, -person) = ?"
  static let findSQL = "SELECT request, report FROM erasureJournal WHERE \(condition)"

  private var key: [any DatabaseValueConvertible] {
    [company.rawValue, subject.contact?.rawValue ?? -(subject.person?.rawValue ?? 0)]
  }

  struct State: Sendable, Hashable {
    let request: [UInt8]
    let report: ErasureReport
  }

  func find(in database: Database) throws -> State? {
    let row = try Row.fetchOne(
      database.cachedStatement(sql: Self.findSQL), arguments: StatementArguments(key))
    return try row.map { row in
      State(
        request: Array(row["request"] as Data),
        report: try JSONDecoder().decode(
          ErasureReport.self, from: Data((row["report"] as String).utf8)))
    }
  }

  func store(_ state: State, at moment: Date, in database: Database) throws {
    let report = String(decoding: try JSONEncoder().encode(state.report), as: UTF8.self)
    try forget(in: database)
    try database.cachedStatement(
      sql: """
        INSERT INTO erasureJournal (company, contact, person, request, report, changedAt)
        VALUES (?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      company.rawValue, subject.contact?.rawValue, subject.person?.rawValue, state.request.stored,
      report, moment.storedSeconds,
    ])
  }

  func forget(in database: Database) throws {
    try database.cachedStatement(sql: "DELETE FROM erasureJournal WHERE \(Self.condition)")
      .execute(arguments: StatementArguments(key))
  }
}
