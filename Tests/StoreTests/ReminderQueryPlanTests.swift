import Foundation
import GRDB
import Testing

@testable import Store

/// Whatever a worker repeats is a seek along an index, however many tasks are not due.
@Suite struct ReminderQueryPlanTests {
  @Test func `what a worker asks goes along an index`() async throws {
    let fixture = try await StoreFixture()
    let looks = [
      (Store.nextReminderSQL, "reminderDue"), (Store.nextNoticeSQL, "noticeDue"),
      (NoticeDesk.dueNoticeSQL, "noticeDue"), (NoticeDesk.duePersonSQL, "reminderDue"),
      (NoticeMember.dueSQL, "reminderByPerson"), (NoticeMember.ofNoticeSQL, "reminderByNotice"),
      (ReminderPlanning.knownSQL, "reminderByTask"), (OpenTasks.ofCompanySQL, "taskOpenByCompany"),
      (OpenTasks.ofPersonSQL, "taskOpenByPerson"), (ReminderPlan.plannedSQL, "reminderBy"),
      (ReminderPlan.waitingSQL, "noticeOpenByCompany"),
      (NoticeDesk.claimedSQL, "noticeOpenByCompany"),
      (NoticeReading.ofContactSQL, "documentByContact"),
      (NoticeReading.ofCustomerSQL, "documentByCustomer"),
    ]
    for (sql, index) in looks {
      let plan = try plan(of: sql, in: fixture)
      #expect(plan.contains { $0.contains("INDEX \(index)") }, "\(sql): \(plan)")
      let scans = plan.filter { $0.hasPrefix("SCAN") && !$0.contains("INDEX") }
      #expect(scans.isEmpty, "\(sql): \(plan)")
    }
  }

  private func plan(of sql: String, in fixture: StoreFixture) throws -> [String] {
    try fixture.store.database.pool.read { database in
      let statement = try database.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql)
      let unknown = sql.filter { $0 == "?" }.map { _ in 1 }
      return try Row.fetchAll(statement, arguments: StatementArguments(unknown))
        .map { $0["detail"] as String }
    }
  }
}
