import Foundation
import GRDB
import Testing

@testable import Store

/// Every query that is repeated goes along an index, in the order that it is asked for.
@Suite struct QueryPlanTests {
  private func expectIndexed(
    _ sql: String, _ arguments: StatementArguments? = nil, in fixture: StoreFixture
  ) throws {
    let plan = try fixture.store.database.pool.read { database in
      // EXPLAIN doesn't look at values: any will do where none are given.
      let statement = try database.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql)
      let unknown = sql.filter { $0 == "?" }.map { _ in 1 }
      let values = arguments ?? StatementArguments(unknown)
      return try Row.fetchAll(statement, arguments: values).map { $0["detail"] as String }
    }
    for step in plan {
      #expect(!step.contains("TEMP B-TREE"), "\(sql): \(plan)")
      // A full-text index is "scanned" along the lists of its terms.
      let isScan =
        step.hasPrefix("SCAN") && step != "SCAN CONSTANT ROW" && !step.contains("VIRTUAL TABLE")
      #expect(!isScan, "\(sql): \(plan)")
    }
    #expect(!plan.isEmpty)
  }

  @Test func `no repeated query scans a table or sorts`() async throws {
    let fixture = try await StoreFixture()
    let some = [
      MailIdentity.byContentSQL, MailIdentity.onServerSQL, Store.dueActionsSQL, LogWalk.sql,
      MailPart.select, Mail.select + " WHERE mail.id = ?",
      Document.select + " WHERE document.id = ? AND document.company = ?",
      Customer.listSQL, Customer.byIDSQL, Customer.byExternalIDSQL,
      Contact.listSQL, Contact.ofCustomerSQL, Contact.byIDSQL, Contact.byExternalIDSQL,
      CustomerTask.select + " WHERE task.id = ? AND task.company = ?", GroupTree.sql,
      "SELECT * FROM company WHERE slug = ?",
      "SELECT * FROM person WHERE company = ? AND emailKey = ? AND removed = 0",
      "SELECT id FROM person WHERE company = ? AND emailKey = ?",
      "SELECT customer FROM contact WHERE id = ? AND company = ? AND removed = 0",
      "SELECT uid FROM mail WHERE mailboxFolder = ? AND uid >= ?", MailIdentity.unfetchedSQL,
      "SELECT max(id) FROM logEntry", EventRecording.knownSQL, LogEntry.byIDSQL,

      "SELECT max(place) FROM logEntry WHERE place >= ? AND place < ?",
      "SELECT min(id) FROM document WHERE company = ? AND sha256 = ?",
      "SELECT 1 FROM mail WHERE raw = ?", "SELECT 1 FROM document WHERE sha256 = ?",
    ]
    for sql in some { try expectIndexed(sql, in: fixture) }
    let company = CompanyID(rawValue: 1)
    for (owner, verdict) in [(company, nil), (nil, .held), (company, .held)]
      as [(CompanyID?, MailVerdict?)]
    {
      let (sql, arguments) = Mail.listQuery(company: owner, verdict: verdict)
      try expectIndexed(sql, arguments, in: fixture)
    }
  }

  @Test(arguments: [nil, .inbox] as [DocumentState?])
  func `documents are listed along an index`(state: DocumentState?) async throws {
    let fixture = try await StoreFixture()
    for customer in [nil, CustomerID(rawValue: 1)] {
      for contact in [nil, ContactID(rawValue: 1)] {
        let query = DocumentQuery(state: state, customer: customer, contact: contact)
        let list = query.list(of: CompanyID(rawValue: 1))
        try expectIndexed(list.sql, list.arguments, in: fixture)
      }
    }
  }

  @Test(arguments: [nil, .open] as [TaskState?], [nil, "2026-03-02"] as [String?])
  func `tasks are listed along an index`(state: TaskState?, date: String?) async throws {
    let fixture = try await StoreFixture()
    var query = TaskQuery()
    query.state = state
    query.from = date.flatMap { CivilDate($0) }
    let company = CompanyID(rawValue: 1)
    for to in [nil, query.from] {
      query.to = to
      for customer in [nil, CustomerID(rawValue: 1)] {
        query.customer = customer
        for (persons, groups) in [(nil, nil), ([1], nil), (nil, [1, 2]), ([1, 2], [3])]
          as [([Int64]?, [Int64]?)]
        {
          let list = query.list(
            of: company, persons: persons?.map(PersonID.init(rawValue:)),
            groups: groups?.map(GroupID.init(rawValue:)))
          try expectIndexed(list.sql, list.arguments, in: fixture)
        }
      }
    }
  }
}
