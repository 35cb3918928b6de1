import Foundation
import GRDB
import Testing

@testable import Store

/// Every statement of every verb goes along an index, in the order that it is asked for.
@Suite struct QueryPlanTests {
  /// Statements that look at all rows of a table, by a piece of their text.
  private static let mayScan = [
    "FROM company ORDER BY company.slug": "all companies are asked for",
    "SELECT DISTINCT timeZone FROM company": "all companies' zones are looked at",
    "FROM mailbox LEFT JOIN mailboxFolder": "all mailboxes are asked for; there are few",
    "IN (SELECT mailboxFolder FROM mailbox)": "there are few mailboxes",
    "mail.uid ORDER BY mail.id DESC": "the operator asks for all mails, newest first",
    "FROM mail GROUP BY verdict": "the status counts all mails, along an index",
    "SELECT count(*) FROM document": "the status counts all documents, along an index",
    "SELECT ifnull(sum(size), 0) FROM blob": "the status adds up all contents",
    "task.id = reminder.task ORDER BY reminder.moment": "the operator asks for all reminders",
    "FROM notice INDEXED BY noticeOpenByCompany": "few notices are open at a time",
    "SELECT ifnull(sum(entries), 0) FROM logHead": "the status adds up all companies' logs",
    "FROM backupTaken": "there are few places for backups",
    "FROM damagedBlob": "few contents are damaged",
    "FROM importJournal JOIN": "few imports are under way",
    "FROM erasureJournal JOIN": "few erasures are under way",
    "DELETE FROM importJournal WHERE done = total": "few imports are under way",
    "DELETE FROM erasureJournal WHERE json_extract": "few erasures are under way",
    "DELETE FROM addressTest": "few addresses are tested at a time",
    "FROM scrub": "there is one place where the scrub stands",
    "FROM blob WHERE NOT EXISTS": "the collection looks at all contents",
    "SELECT state, count(*) AS reminders": "the status counts all reminders, along an index",
  ]
  /// Statements that sort what they found.
  private static let maySort = [
    "FROM damagedBlob ORDER BY foundAt": "few contents are damaged",
    "SELECT DISTINCT timeZone FROM company": "all companies' zones are looked at",
    "SELECT DISTINCT task FROM reminder": "what one person waits for",
    "SELECT DISTINCT messageID": "the notices of one task",
    "FROM knownBrowser": "a log-in is known by a few browsers",
  ]

  /// The one brings the write-ahead log into the database, the other holds a file.
  private static let withoutStatements: Set = ["Store.rest()", "TokenFile.hold(_:)"]

  @Test func `every verb of the store is looked at`() throws {
    let run = Set(StoreVerb.all.map(\.name)).union(Self.withoutStatements)
    let declared = try StoreVerb.declared()
    #expect(
      declared.subtracting(run).sorted() == [],
      "add each to the StoreVerb list of its noun, so that the plans of its statements are seen")
    #expect(run.subtracting(declared).sorted() == [], "these are no verbs any more")
  }

  @Test func `no verb scans a table that grows, or sorts where an index has the order`()
    async throws
  {
    let desk = try await PlanDesk(today: try #require(PlanDesk.today))
    var used: Set<String> = []
    for verb in StoreVerb.all {
      try await verb.run(desk)
      let statements = desk.traced.takeStatements()
      #expect(!statements.isEmpty, "\(verb.name) ran no statement")
      for sql in statements {
        let plan = try plan(of: sql, in: desk.fixture)
        let scans = plan.contains(where: Self.isScan)
        let sorts = plan.contains { $0.contains("TEMP B-TREE") }
        let exceptions = (scans ? Self.mayScan : [:]).merging(sorts ? Self.maySort : [:]) { $1 }
        let found = exceptions.keys.filter(sql.contains)
        used.formUnion(found)
        let isScanAllowed = !scans || found.contains { Self.mayScan[$0] != nil }
        let isSortAllowed = !sorts || found.contains { Self.maySort[$0] != nil }
        #expect(isScanAllowed, "\(verb.name) scans: \(sql): \(plan)")
        #expect(isSortAllowed, "\(verb.name) sorts: \(sql): \(plan)")
      }
    }
    let exceptions = Set(Self.mayScan.keys).union(Self.maySort.keys)
    #expect(exceptions.subtracting(used) == [], "these exceptions nobody needs any more")
  }

  /// The log's index is "scanned" along the lists of its terms, and what a statement has at hand
  /// itself is no table.
  private static func isScan(_ step: String) -> Bool {
    step.hasPrefix("SCAN") && !["SCAN CONSTANT ROW", "SCAN lineage"].contains(step)
      && !step.contains("VIRTUAL TABLE")
  }

  private func plan(of sql: String, in fixture: StoreFixture) throws -> [String] {
    try fixture.store.pool.read { database in
      // EXPLAIN doesn't look at values.
      let statement = try database.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql)
      statement.setUncheckedArguments(StatementArguments())
      return try Row.fetchAll(statement).map { $0["detail"] as String }
    }
  }
}
