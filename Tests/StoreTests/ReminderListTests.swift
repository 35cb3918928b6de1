import Foundation
import Records
import Testing

@testable import Store

/// Finding reminders.
@Suite struct ReminderListTests {
  typealias Desk = TaskTests.Desk

  @Test func `reminders are listed by moment, by all that is asked for`() async throws {
    let desk = try await Desk()
    _ = try await desk.scope.acting(as: .operator, at: now).addGroup(path: "Myynti/Tarjoukset")
    let late = try await desk.add("Tarjous Äijälle", on: day("2026-05-02")) {
      $0.reminderDays = [1, 0]
      $0.group = "Myynti/Tarjoukset"
      $0.contact = .id(desk.contact)
    }
    let early = try await desk.add("Soita", on: day("2026-05-01")) {
      $0.reminderDays = [0]
      $0.group = "Myynti"
      $0.person = "liisa@example.fi"
    }
    func found(_ setUp: (inout ReminderQuery) -> Void) async throws -> [TaskID] {
      var query = ReminderQuery()
      setUp(&query)
      return try await desk.scope.reminders(query).map(\.task)
    }
    #expect(Set(try await found { _ in }) == [early.id, late.id])
    #expect(try await found { _ in }.count == 3)
    #expect(try await found { $0.person = "LIISA@example.fi" } == [early.id])
    #expect(try await found { $0.customer = .id(desk.customer) } == [late.id, late.id])
    #expect(try await found { $0.contact = .id(desk.contact) } == [late.id, late.id])
    #expect(try await found { $0.group = "MYYNTI" }.count == 3)
    #expect(try await found { $0.group = "myynti/tarjoukset" } == [late.id, late.id])
    #expect(try await found { $0.from = day("2026-05-02") } == [late.id])
    #expect(Set(try await found { $0.to = day("2026-05-01") }) == [early.id, late.id])
    #expect(try await found { $0.text = "TARJOUS äij" } == [late.id, late.id])
    #expect(try await found { $0.text = "aij" } == [])
    #expect(try await found { $0.state = .sent } == [])
    let first = try #require(
      try await desk.scope.reminders(page: ListPage(limit: 1)).first)
    let rest = try await desk.scope.reminders(page: ListPage(after: first.id))
    #expect(rest.count == 2 && first.moment <= rest[0].moment)
    var offers = ReminderQuery()
    offers.text = "tarjous"
    #expect(try await desk.fixture.store.reminders(offers).map(\.task) == [late.id, late.id])
  }

  @Test func `a name that nobody has is refused, and any where no company is asked`() async throws {
    let desk = try await Desk()
    let (customer, contact) = (desk.customer, desk.contact)
    for (isKnown, named) in [
      (false, { $0.group = "Ei ole" }), (false, { $0.person = "nobody@example.fi" }),
      (false, { $0.customer = .id(CustomerID(rawValue: 99)) }),
      (false, { $0.contact = .id(ContactID(rawValue: 99)) }),
      (true, { $0.person = "matti@example.fi" }), (true, { $0.customer = .id(customer) }),
      (true, { $0.contact = .id(contact) }),
    ] as [(Bool, (inout ReminderQuery) -> Void)] {
      var query = ReminderQuery()
      named(&query)
      let asked = query
      let error = await #expect(throws: StoreError.self) {
        _ = try await desk.fixture.store.reminders(asked)
      }
      #expect(error?.kind == .notFound)
      if isKnown {
        #expect(try await desk.scope.reminders(asked).isEmpty)
      } else {
        await #expect(throws: StoreError.self) { _ = try await desk.scope.reminders(asked) }
      }
    }
  }

  @Test func `a page looks at its own rows alone, wherever it is in the list`() async throws {
    let desk = try await Desk()
    let task = try await desk.add(on: day("2026-05-02")) { $0.reminderDays = [0] }
    let first = try #require(try await desk.scope.reminders().first)
    try desk.fixture.tamper(
      """
      INSERT INTO reminder (company, task, person, date, daysBefore, moment, kind)
      WITH RECURSIVE later (seconds) AS (
        VALUES (1) UNION ALL SELECT seconds + 1 FROM later WHERE seconds < 2000)
      SELECT company, task, person, date, daysBefore, moment + seconds / 3, kind
      FROM reminder, later
      """)
    let company = desk.scope.id
    for last in [0, 100, 1_900] as [Int64] {
      let after = ReminderID(rawValue: first.id.rawValue + last)
      var query = ReminderQuery(state: .planned)
      query.person = "matti@example.fi"
      let asked = query
      let (tasks, plan) = try await desk.fixture.store.engine.read { transaction in
        let list = try asked.list(of: company, ListPage(limit: 50, after: after), in: transaction)
        let tasks = try list.rows(in: transaction) { $0["task"] as TaskID }
        return (tasks, try transaction.rows("EXPLAIN QUERY PLAN \(list.sql)"))
      }
      #expect(tasks == Array(repeating: task.id, count: 50))
      let steps = plan.map { $0["detail"] as String }
      let isSought = steps.contains {
        $0.hasSuffix("INDEX reminderByCompany (company=? AND state=? AND moment>?)")
      }
      #expect(isSought && !steps.contains { $0.contains("TEMP B-TREE") }, "\(steps)")
    }
  }
}
