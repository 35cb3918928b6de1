import Foundation
import GRDB
import Records
import Testing

@testable import Store

/// Nothing final by a clock alone, and not many copies where answers are lost.
@Suite struct NoticeClockTests {
  private let start = instant("2027-03-01T10:00")
  private let onDay = instant("2027-03-10T06:00")
  /// The clock, half a year ahead.
  private let ahead = instant("2027-09-10T06:00")

  @Test func `what a clock that was ahead made missed is planned again`() async throws {
    let desk = try await ReminderDesk()
    _ = try await desk.add("2027-03-10", at: start)
    _ = try await desk.add("2027-03-02", at: start)
    let past = try await desk.add("2027-03-01", at: start, days: [0])
    #expect(try await desk.send(ahead).isEmpty)
    #expect(Set(try await desk.states()) == [.missed])

    let right = instant("2027-03-02T07:00")
    #expect(try await desk.store.refreshPlans(now: right) == 2)
    #expect(
      try await desk.planned() == [
        "2027-03-02T06:00 onDay", "2027-03-09T06:00 before", "2027-03-10T06:00 onDay",
      ])
    #expect(try await desk.scope.reminders(ReminderQuery(state: .missed)).map(\.task) == [past.id])
    #expect(try await desk.store.refreshPlans(now: right) == 0)
    // Reminders that were due meanwhile go at once, and the rest at their time.
    #expect(try await desk.send(right).count == 1)
    #expect(try await desk.send(onDay).count == 1)
    #expect(try await desk.log([.reminderSent]).count == 2)
  }

  @Test func `an edit plans again what was missed by a clock`() async throws {
    let desk = try await ReminderDesk()
    let task = try await desk.add("2027-03-10", at: start, days: [0])
    #expect(try await desk.send(ahead).isEmpty)
    try await desk.edit(task, at: start) { $0.description = .set("Soita uudelleen") }
    #expect(try await desk.planned() == ["2027-03-10T06:00 onDay"])
  }

  @Test func `a try that was put off to a time that is far is made now`() async throws {
    let desk = try await ReminderDesk()
    _ = try await desk.add("2027-09-10", at: start, days: [0])
    #expect(try await desk.refuse(ahead)?.state == .retrying)
    #expect(try await desk.store.nextReminderMoment() == ahead + 60)
    let right = onDay
    try await desk.store.refreshPlans(now: right)
    #expect(try await desk.store.nextReminderMoment() == right)
    #expect(try await desk.send(right).count == 1)
  }

  @Test func `what a clock that was ahead gave up is tried again, what a server refused is not`()
    async throws
  {
    let desk = try await ReminderDesk()
    _ = try await desk.add("2027-03-10", at: start, days: [0])
    _ = try await desk.add("2027-03-10", at: start, person: "liisa@a.fi", days: [0])
    let begun = try await desk.begin(desk.claim(onDay), onDay)
    try await desk.record(.refusedForNow(reply: "451", jitter: 0), begun[0], onDay)
    try await desk.record(.refusedForNow(reply: "451", jitter: 0), begun[1], onDay)
    let later = try await desk.begin(desk.claim(onDay + 60, limit: 1), onDay + 60)
    try await desk.record(.refused(reply: "550"), later[0], ahead)
    #expect(try await desk.claim(ahead).isEmpty)
    #expect(try await desk.states() == [.failed, .failed])
    let right = onDay + 120
    try await desk.store.refreshPlans(now: right)
    #expect(Set(try await desk.states()) == [.failed, .retrying])
    #expect(try await desk.send(right).count == 1)
  }

  @Test func `after three tries whose answer was lost it has failed, and may have arrived`()
    async throws
  {
    let desk = try await ReminderDesk()
    _ = try await desk.add("2027-03-10", at: start, days: [0])
    var now = onDay
    var outcomes: [NoticeOutcome] = []
    let lost = NoticeOutcome.unanswered(reply: "no answer came", jitter: 0)
    for outcome in [lost, .refusedForNow(reply: "451", jitter: 0), lost, lost] {
      let begun = try await desk.begin(desk.claim(now), now)
      let recorded = try #require(try await desk.record(outcome, begun[0], now))
      outcomes.append(outcome)
      #expect(recorded.state == (outcomes.count < 4 ? .retrying : .failed))
      now = recorded.nextTry ?? now
    }
    let reminder = try #require(try await desk.scope.reminders().first)
    #expect(reminder.state == .failed && reminder.reply == "may have arrived")
    let entry = try #require(try await desk.log([.reminderFailed]).first)
    #expect(entry.text.hasSuffix("(may have arrived)"))
    // By hand it may go again, as often.
    _ = try await desk.scope.retryReminder(reminder.id, now: now)
    let begun = try await desk.begin(desk.claim(now), now)
    #expect(try await desk.record(lost, begun[0], now)?.state == .retrying)
  }

  @Test func `a lease isn't taken from a worker that lives, whatever the clock says`() async throws
  {
    let desk = try await ReminderDesk()
    _ = try await desk.add("2027-03-10", at: start, days: [0])
    let begun = try await desk.begin(desk.claim(onDay), onDay)
    for (living, count) in [(["a", "b"], 0), (["b"], 1)] as [(Set<String>, Int)] {
      let claim = NoticeClaim(
        worker: "b", until: onDay + 4_000, domain: "x.fi", living: living)
      #expect(try await desk.store.claimNotices(claim, now: onDay + 3_600).count == count)
    }
    // A mail that the first server had accepted counts all the same.
    #expect(try await desk.record(.sent(reply: "250"), begun[0], onDay + 3_601)?.state == .sent)
  }

  @Test func `numbers beyond all time are no trap`() async throws {
    let desk = try await ReminderDesk()
    _ = try await desk.add("2027-03-10", at: start, days: [0])
    _ = try await desk.refuse(onDay)
    try desk.fixture.tamper(
      "UPDATE notice SET giveUpAt = 9223372036854775807, attempts = 9223372036854775806")
    #expect(try await desk.refuse(onDay + 60)?.state == .retrying)
    try desk.fixture.tamper("UPDATE notice SET dueAt = 9223372036854775807")
    #expect(try await desk.store.nextReminderMoment() != nil)
    try await desk.store.refreshPlans(now: onDay)
    #expect(try await desk.store.nextReminderMoment() == onDay)
    _ = try await desk.store.noteLook(now: .distantFuture)
    #expect(try await desk.store.noteLook(now: onDay) == .distantFuture)
  }
}
