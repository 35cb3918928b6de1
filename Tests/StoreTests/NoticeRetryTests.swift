import Foundation
import Records
import Testing

@testable import Store

/// The tries of a notice: their number, their times, their end.
@Suite struct NoticeRetryTests {
  private let start = instant("2027-03-01T10:00")
  private let onDay = instant("2027-03-10T06:00")

  @Test func `tries come after 1, 5 and 15 minutes, then hourly, to the end of the next day`()
    async throws
  {
    let desk = try await ReminderDesk()
    _ = try await desk.add("2027-03-10", at: start, days: [0])
    var tries = [onDay]
    var last = try await desk.refuse(onDay)
    while let next = last?.nextTry {
      #expect(try await desk.store.nextReminderMoment() == next)
      #expect(try await desk.claim(next - 1).isEmpty)
      tries.append(next)
      last = try await desk.refuse(next)
    }
    let gaps = zip(tries.dropFirst(), tries).map { $0.timeIntervalSince($1) }
    #expect(gaps.prefix(3) == [60, 300, 900])
    #expect(gaps.dropFirst(3).allSatisfy { $0 == 3_600 })
    // The 11th ends at 22:00 UTC; the try after 21:21 would be past it.
    #expect(tries.last == instant("2027-03-11T21:21"))
    #expect(last == RecordedOutcome(state: .failed, nextTry: nil))
    let reminder = try #require(try await desk.scope.reminders().first)
    #expect(reminder.state == .failed && reminder.attempts == tries.count)
    #expect(reminder.reply == "451 later")
    let entries = try await desk.log([.reminderFailed])
    #expect(
      entries.map(\.text) == [
        "Muistutusta ei saatu lähetettyä: Soita 10.3.2027 (Matti) (451 later)"
      ])
    #expect(try await desk.store.nextReminderMoment() == nil)
  }

  @Test func `one that goes late is tried for a day at least`() async throws {
    let desk = try await ReminderDesk()
    _ = try await desk.add("2027-03-10", at: start, days: [0])
    let late = instant("2027-03-14T12:00")
    var last = try await desk.refuse(late)
    var lastTry = late
    while let next = last?.nextTry {
      lastTry = next
      last = try await desk.refuse(next)
    }
    #expect(lastTry == late + 60 + 300 + 900 + 23 * 3_600)
    #expect(last?.state == .failed)
  }

  @Test(arguments: [(0.0, 60.0), (0.5, 61), (1, 63), (7, 63), (-1, 60)])
  func `jitter spreads tries a little`(jitter: Double, delay: Double) async throws {
    let desk = try await ReminderDesk()
    _ = try await desk.add("2027-03-10", at: start, days: [0])
    #expect(try await desk.refuse(onDay, jitter: jitter)?.nextTry == onDay + delay)
  }

  @Test func `a refusal for good fails at once, and can be tried again by hand`() async throws {
    let desk = try await ReminderDesk()
    let task = try await desk.add("2027-03-10", at: start, days: [0])
    let begun = try await desk.begin(desk.claim(onDay), onDay)
    let outcome = try await desk.record(.refused(reply: "550 no such user"), begun[0], onDay)
    #expect(outcome == RecordedOutcome(state: .failed, nextTry: nil))
    let failed = try #require(try await desk.scope.reminders(ReminderQuery(state: .failed)).first)
    #expect(failed.reply == "550 no such user" && failed.attempts == 1)
    #expect(try await desk.log([.reminderFailed]).map(\.task) == [task.id])
    let weekLater = onDay + 10 * 86_400
    let again = try await desk.scope.retryReminder(failed.id, now: weekLater)
    #expect(again.state == .retrying && again.messageID == failed.messageID)
    #expect(try await desk.send(weekLater).map(\.messageID) == begun.map(\.messageID))
    #expect(try await desk.states() == [.sent])
    await #expect(throws: StoreError.self) {
      _ = try await desk.scope.retryReminder(failed.id, now: weekLater)
    }
  }

  @Test func `what failed for a task that has ended is not tried again`() async throws {
    let desk = try await ReminderDesk()
    let task = try await desk.add("2027-03-10", at: start, days: [0])
    let begun = try await desk.begin(desk.claim(onDay), onDay)
    try await desk.record(.refused(reply: "550"), begun[0], onDay)
    _ = try await desk.scope.acting(as: .operator, at: onDay).finishTask(task.id)
    let failed = try #require(try await desk.scope.reminders(ReminderQuery(state: .failed)).first)
    await #expect(throws: StoreError.self) {
      _ = try await desk.scope.retryReminder(failed.id, now: onDay)
    }
  }

  @Test func `what is given back was not tried`() async throws {
    let desk = try await ReminderDesk()
    _ = try await desk.add("2027-03-10", at: start, days: [0])
    let claimed = try await desk.claim(onDay)
    try await desk.record(.givenBack(until: onDay + 120), claimed[0], onDay)
    #expect(try await desk.claim(onDay + 119).isEmpty)
    let begun = try await desk.begin(desk.claim(onDay + 120), onDay + 120)
    let back = try await desk.record(.givenBack(until: onDay + 240), begun[0], onDay + 120)
    #expect(back == RecordedOutcome(state: .planned, nextTry: onDay + 240))
    var reminder = try #require(try await desk.scope.reminders().first)
    #expect(reminder.state == .planned && reminder.attempts == 0)
    #expect(try await desk.refuse(onDay + 240)?.nextTry == onDay + 300)
    let third = try await desk.begin(desk.claim(onDay + 300), onDay + 300)
    try await desk.record(.givenBack(until: onDay + 301), third[0], onDay + 300)
    reminder = try #require(try await desk.scope.reminders().first)
    #expect(reminder.state == .retrying && reminder.attempts == 1)
  }

  @Test func `what was only ever given back is missed a week after the task's date`()
    async throws
  {
    let desk = try await ReminderDesk()
    _ = try await desk.add("2027-03-10", at: start, days: [0])
    let begun = try await desk.begin(desk.claim(onDay), onDay)
    try await desk.record(.givenBack(until: onDay + 60), begun[0], onDay)
    #expect(try await desk.claim(onDay + 9 * 86_400).isEmpty)
    #expect(try await desk.states() == [.missed])
    #expect(try await desk.log([.reminderMissed]).count == 1)
  }

  @Test func `an earlier reminder that is still refused is merged into the next`() async throws {
    let desk = try await ReminderDesk()
    _ = try await desk.add("2027-03-10", at: start)
    let before = onDay - 86_400
    _ = try await desk.refuse(before)
    // The worker stood still; both are due the next day.
    let sent = try await desk.send(onDay)
    #expect(sent.count == 1 && sent[0].attempts == 1)
    #expect(try await desk.states() == [.merged, .sent])
    #expect(try await desk.store.nextReminderMoment() == nil)
  }

  @Test func `the plan says what goes when, to whom and why`() async throws {
    let desk = try await ReminderDesk()
    let first = try await desk.add("2027-03-10", at: start)
    let second = try await desk.add("2027-03-10", at: start, days: [0])
    _ = try await desk.add("2027-04-10", at: start)
    let plan = try await desk.scope.plannedNotices(days: 14, now: start)
    #expect(plan == (try await desk.store.plannedNotices(days: 14, now: start)))
    #expect(plan.map(\.localTime) == ["2027-03-09 08:00", "2027-03-10 08:00"])
    #expect(plan.map(\.tasks) == [[first.id], [first.id, second.id]])
    #expect(plan.map(\.personEmail) == ["matti@a.fi", "matti@a.fi"])
    #expect(
      plan[0].reason
        == "1 day before 2027-03-10 (the installation's days), at 08:00 (the installation's hour)")
    #expect(plan[1].reason.contains("on the day, 2027-03-10 (the task's days)"))
    _ = try await desk.refuse(onDay)
    let waiting = try await desk.scope.plannedNotices(days: 1, now: onDay)
    #expect(waiting.map(\.moment) == [onDay + 60])
    #expect(waiting.map(\.reason) == ["tried once; the server said: 451 later"])
  }

  @Test func `a preview shows the notice as it will be, or was`() async throws {
    let desk = try await ReminderDesk()
    let first = try await desk.add("2027-03-10", at: start)
    let second = try await desk.add("2027-03-10", at: start)
    let reminder = try #require(try await desk.scope.reminders().first)
    func preview() async throws -> Notice {
      try await desk.scope.previewNotice(of: reminder.id, domain: "x.fi", now: start)
    }
    let before = try await preview()
    #expect(before.tasks.map(\.task) == [first.id, second.id])
    #expect(before.tasks.map(\.daysLeft) == [1, 1] && !before.isLate)
    #expect(before.messageID == "<preview-\(reminder.id.rawValue)@x.fi>")
    let sent = try await desk.send(onDay - 86_400)
    #expect(try await preview().messageID == sent[0].messageID)
    let totals = try await desk.store.reminderTotals()
    #expect(totals == [.sent: 2, .planned: 2])
    let other = try await desk.fixture.company("beta")
    #expect(try await other.reminders().isEmpty)
    #expect(try await other.reminder(reminder.id) == nil)
    await #expect(throws: StoreError.self) {
      _ = try await other.previewNotice(of: reminder.id, domain: "x.fi", now: start)
    }
    #expect(try await other.plannedNotices(days: 30, now: start).isEmpty)
  }
}
