import Foundation
import Records

@testable import Store

extension StoreVerb {
  static let reminders = [
    StoreVerb("Store.refreshPlans(now:)") { _ = try await $0.store.refreshPlans(now: now) },
    StoreVerb("Store.zoneEditions(in:)") { _ = try await $0.store.zoneEditions() },
    StoreVerb("Store.noteLook(now:)") { _ = try await $0.store.noteLook(now: now) },
    StoreVerb("Store.nextReminderMoment()") { _ = try await $0.store.nextReminderMoment() },
    StoreVerb("Store.claimNotices(_:now:)") { _ = try await $0.claimed() },
    StoreVerb("Store.commit(_:by:until:now:)") { desk in
      for outcome in [
        NoticeOutcome.givenBack(until: now), .refusedForNow(reply: "451", jitter: 0),
        .unanswered(reply: "lost", jitter: 0), .refused(reply: "550"), .sent(reply: "250"),
      ] {
        for notice in try await desk.begun(desk.claimed()) {
          try await desk.store.recordOutcome(outcome, of: notice.id, by: "worker", now: desk.later)
        }
      }
    },
    StoreVerb("Store.releaseNotices(of:now:)") { desk in
      _ = try await desk.begun(desk.claimed())
      try await desk.store.releaseNotices(of: "worker", now: desk.later)
    },
    StoreVerb("Store.reminders(_:page:)") { desk in
      let page = ListPage(limit: 1, after: try await desk.newReminder())
      for state in [nil, ReminderState.planned] {
        var query = ReminderQuery(state: state)
        for day in [nil, desk.today] {
          (query.from, query.to) = (day, day)
          _ = try await desk.store.reminders(query)
          _ = try await desk.store.reminders(query, page: page)
        }
      }
    },
    StoreVerb("Store.plannedNotices(days:now:)") {
      _ = try await $0.store.plannedNotices(days: 14, now: now)
    },
    StoreVerb("Store.reminderTotals()") { _ = try await $0.store.reminderTotals() },
    StoreVerb("Store.remindingState(overdue:failed:)") {
      _ = try await $0.store.remindingState(overdue: now, failed: now)
    },
    StoreVerb("Store.recordSendingTrouble(_:now:)") {
      try await $0.store.recordSendingTrouble("x", now: now)
    },
    StoreVerb("Store.clearSendingTrouble()") { try await $0.store.clearSendingTrouble() },
    StoreVerb("CompanyScope.reminders(_:page:)") { desk in
      let page = ListPage(limit: 1, after: try await desk.newReminder())
      for filters in 0..<(1 << 7) {
        var query = ReminderQuery()
        if filters & 1 != 0 { query.person = "matti@acme.example" }
        if filters & 2 != 0 { query.state = .planned }
        if filters & 4 != 0 { query.customer = .id(desk.customer) }
        if filters & 8 != 0 { query.contact = .id(desk.contact) }
        if filters & 16 != 0 { query.group = "Myynti" }
        if filters & 32 != 0 { query.from = desk.today }
        if filters & 64 != 0 { query.to = desk.today }
        _ = try await desk.scope.reminders(query)
        _ = try await desk.scope.reminders(query, page: page)
      }
    },
    StoreVerb("CompanyScope.reminder(_:)") {
      _ = try await $0.scope.reminder(ReminderID(rawValue: 1))
    },
    StoreVerb("CompanyScope.plannedNotices(days:now:)") {
      _ = try await $0.scope.plannedNotices(days: 14, now: now)
    },
    StoreVerb("CompanyScope.previewNotice(of:domain:now:)") { desk in
      let reminder = try await desk.newReminder()
      _ = try await desk.scope.previewNotice(of: reminder, domain: "example.fi", now: now)
    },
    StoreVerb("CompanyScope.retryReminder(_:now:)") { desk in
      let reminder = try await desk.newReminder()
      for notice in try await desk.begun(desk.claimed()) {
        try await desk.store.recordOutcome(
          .refused(reply: "550"), of: notice.id, by: "worker", now: desk.later)
      }
      _ = try await desk.scope.retryReminder(reminder, now: desk.later)
    },
  ]
}

extension PlanDesk {
  /// When the reminders of today's tasks are due.
  fileprivate var later: Date { now.addingTimeInterval(86_400) }

  /// A reminder of a new task of today, planned.
  fileprivate func newReminder() async throws -> ReminderID {
    let new = NewTask(person: "matti@acme.example", description: "Muista", date: today)
    let task = try await scope.acting(as: .operator, at: now).addTask(new, today: today)
    guard let reminder = try await scope.reminders().first(where: { $0.task == task.id }) else {
      throw StoreError.refused("task \(task.id.rawValue)", "it has no reminder")
    }
    return reminder.id
  }

  /// The notice of a new task, claimed.
  fileprivate func claimed() async throws -> [NoticeID] {
    _ = try await newReminder()
    return try await store.claimNotices(
      NoticeClaim(worker: "worker", until: later.addingTimeInterval(60), domain: "example.fi"),
      now: later)
  }

  fileprivate func begun(_ notices: [NoticeID]) async throws -> [Notice] {
    try await store.beginSending(
      notices, by: "worker", until: later.addingTimeInterval(60), now: later)
  }
}
