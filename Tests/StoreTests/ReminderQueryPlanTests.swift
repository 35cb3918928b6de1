import Foundation
import GRDB
import Records
import Testing

import struct Store.SQL

@testable import Store

/// Whatever a worker repeats is a seek along an index, however many tasks are not due.
@Suite struct ReminderQueryPlanTests {
  @Test func `what a worker asks goes along an index`() async throws {
    let fixture = try await StoreFixture()
    let (company, person) = (CompanyID(rawValue: 1), PersonID(rawValue: 1))
    let (customer, contact) = (CustomerID(rawValue: 1), ContactID(rawValue: 1))
    let day = try #require(CivilDate("2026-03-02"))
    func documents(of party: Party) throws -> SQL {
      try #require(NoticeReading.documents(of: party, in: company))
    }
    let looks: [(SQL, String)] = [
      (Store.nextReminderSQL, "reminderDue"), (Store.nextNoticeSQL, "noticeDue"),
      (NoticeQueue.dueNotice(at: 0, notOf: "[]"), "noticeDue"),
      (NoticeQueue.duePerson(at: 0), "reminderDue"),
      (NoticeMember.dueSQL(of: person, at: 0), "reminderByPerson"),
      (NoticeMember.ofNoticeSQL(NoticeID(rawValue: 1)), "reminderByNotice"),
      (OpenTasks(of: company, from: day).sql, "taskOpenByCompany"),
      (OpenTasks(of: company, person: person, from: day).sql, "taskOpenByPerson"),
      (ReminderPlan.planned(until: 0), "reminderBy"),
      (ReminderPlan.waiting(until: 0), "noticeOpenByCompany"),
      (NoticeQueue.claimed(by: "worker"), "noticeOpenByCompany"),
      (try documents(of: Party(customer: customer, contact: contact)), "documentByContact"),
      (try documents(of: Party(customer: customer)), "documentByCustomer"),
    ]
    for (sql, index) in looks {
      let plan = try plan(of: sql.text, in: fixture)
      #expect(plan.contains { $0.contains("INDEX \(index)") }, "\(sql.text): \(plan)")
      let scans = plan.filter {
        $0.hasPrefix("SCAN") && $0 != "SCAN lineage" && !$0.contains("INDEX")
      }
      #expect(scans.isEmpty, "\(sql.text): \(plan)")
    }
  }

  private func plan(of sql: String, in fixture: StoreFixture) throws -> [String] {
    try fixture.store.pool.read { database in
      let statement = try database.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql)
      let unknown = sql.filter { $0 == "?" }.map { _ in 1 }
      return try Row.fetchAll(statement, arguments: StatementArguments(unknown))
        .map { $0["detail"] as String }
    }
  }
}
