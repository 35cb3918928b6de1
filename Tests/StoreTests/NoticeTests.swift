import Foundation
import Records
import Testing

@testable import SQLiteEngine
@testable import Store

/// A reminder whose moment has come goes out, or ends otherwise.
@Suite struct NoticeTests {
  private let start = instant("2027-03-01T10:00")
  private let onDay = instant("2027-03-10T06:00")

  @Test func `a person's tasks of one moment go in one notice, and each is logged`() async throws {
    let desk = try await ReminderDesk()
    let first = try await desk.add("2027-03-10", at: start, days: [0])
    let second = try await desk.add("2027-03-11", at: start, description: "Käy", days: [1])
    _ = try await desk.add("2027-03-10", at: start, person: "liisa@a.fi", days: [0])
    #expect(try await desk.store.nextReminderMoment() == onDay)
    #expect(try await desk.claim(onDay - 1).isEmpty)
    let sent = try await desk.send(onDay + 30)
    #expect(sent.map(\.personEmail).sorted() == ["liisa@a.fi", "matti@a.fi"])
    let notice = try #require(sent.first { $0.person == desk.matti.id })
    #expect(notice.tasks.map(\.task) == [first.id, second.id])
    #expect(notice.tasks.map(\.kind) == [.onDay, .before])
    #expect(notice.tasks.map(\.daysLeft) == [0, 1])
    #expect(notice.moment == onDay && !notice.isLate && notice.attempts == 1)
    #expect(notice.messageID.hasPrefix("<") && notice.messageID.hasSuffix("@crm.example.fi>"))
    let reminders = try await desk.scope.reminders(ReminderQuery(state: .sent))
    #expect(reminders.count == 3 && reminders.allSatisfy { $0.reply == "250 ok" })
    #expect(reminders.allSatisfy { $0.attempts == 1 && $0.messageID != nil })
    let entries = try await desk.log([.reminderSent])
    #expect(entries.count == 3 && entries.allSatisfy { $0.person != nil })
    #expect(
      entries.first { $0.task == second.id }?.text
        == "Muistutus lähetettiin: Käy 11.3.2027 (Matti)")
    #expect(try await desk.store.nextReminderMoment() == nil)
    #expect(try await desk.send(onDay + 60).isEmpty)
  }

  @Test func `without digest every task has its notice, and no claim takes too many`()
    async throws
  {
    let desk = try await ReminderDesk(defaults: ReminderDefaults(digest: false))
    for _ in 1...3 { _ = try await desk.add("2027-03-10", at: start, days: [0]) }
    let first = try await desk.claim(onDay, limit: 2)
    let rest = try await desk.claim(onDay, limit: 2)
    #expect(first.count == 2 && rest.count == 1)
    #expect((first + rest).allSatisfy { $0.tasks.count == 1 })
    #expect(Set((first + rest).map(\.messageID)).count == 3)
  }

  @Test func `after down time a person gets one notice with each task once, late`() async throws {
    let desk = try await ReminderDesk()
    let both = try await desk.add("2027-03-10", at: start)
    let one = try await desk.add("2027-03-13", at: start)
    let notices = try await desk.send(instant("2027-03-12T09:00"))
    #expect(notices.count == 1 && notices[0].isLate)
    #expect(notices[0].tasks.map(\.task) == [both.id, one.id])
    #expect(notices[0].tasks.map(\.daysLeft) == [-2, 1])
    #expect(notices[0].tasks.map(\.moment) == [onDay, instant("2027-03-12T06:00")])
    #expect(try await desk.states() == [.merged, .sent, .sent, .planned])
    #expect(try await desk.log([.reminderSent]).count == 2)
    // The day itself is still to come, and follows in the same thread.
    let next = try await desk.send(instant("2027-03-13T06:00"))
    #expect(next.map { $0.tasks.map(\.task) } == [[one.id]])
    #expect(next[0].tasks[0].earlierMessageIDs == [notices[0].messageID])
  }

  @Test(arguments: [
    ("2027-03-17T21:59", ReminderState.sent, LogKind.reminderSent),
    ("2027-03-17T22:00", .missed, .reminderMissed),
  ])
  func `more than seven days after the task's date it is missed`(
    moment: String, state: ReminderState, kind: LogKind
  ) async throws {
    let desk = try await ReminderDesk()
    _ = try await desk.add("2027-03-10", at: start)
    let sent = try await desk.send(instant(moment))
    #expect(sent.count == (state == .sent ? 1 : 0))
    #expect(try await desk.states().last == state)
    #expect(
      try await desk.log([.reminderSent, .reminderMissed]).map(\.kind) == [kind])
    #expect(try await desk.store.nextReminderMoment() == nil)
  }

  @Test func `a company that is switched off waits, and goes by the rule for down time`()
    async throws
  {
    let desk = try await ReminderDesk()
    let task = try await desk.add("2027-03-10", at: start)
    _ = try await desk.add("2027-03-01", at: start)
    try await desk.edit(company: start) { $0.active = .set(false) }
    #expect(try await desk.store.nextReminderMoment() == nil)
    #expect(try await desk.send(onDay).isEmpty)
    try await desk.edit(company: onDay + 7_200) { $0.active = .set(true) }
    #expect(try await desk.store.nextReminderMoment() == start)
    let sent = try await desk.send(onDay + 7_200)
    #expect(sent.map { $0.tasks.map(\.task) } == [[task.id]])
    #expect(sent[0].isLate)
    #expect(try await desk.log([.reminderMissed]).count == 1)
  }

  @Test func `a notice of a company switched off meanwhile is not sent`() async throws {
    let desk = try await ReminderDesk()
    _ = try await desk.add("2027-03-10", at: start, days: [0])
    let claimed = try await desk.claim(onDay)
    try await desk.edit(company: onDay) { $0.active = .set(false) }
    #expect(try await desk.begin(claimed, onDay).isEmpty)
    #expect(try await desk.claim(onDay + 600).isEmpty)
    try await desk.edit(company: onDay + 600) { $0.active = .set(true) }
    #expect(try await desk.send(onDay + 600).map(\.messageID) == claimed.map(\.messageID))
  }

  @Test func `tasks that ended meanwhile drop out, and the notice with the last`() async throws {
    let desk = try await ReminderDesk()
    let first = try await desk.add("2027-03-10", at: start, days: [0])
    let second = try await desk.add("2027-03-10", at: start, days: [0])
    let claimed = try await desk.claim(onDay)
    _ = try await desk.scope.acting(as: .operator, at: onDay).finishTask(first.id)
    let begun = try await desk.begin(claimed, onDay)
    #expect(begun.map { $0.tasks.map(\.task) } == [[second.id]])
    #expect(begun.map(\.messageID) == claimed.map(\.messageID))
    try await desk.record(.refusedForNow(reply: "451", jitter: 0), begun[0], onDay)
    try await desk.edit(second, at: onDay) { $0.date = .set(day("2027-03-20")) }
    #expect(try await desk.claim(onDay + 3_600).isEmpty)
    #expect(try await desk.states() == [.cancelled, .cancelled, .planned])
    #expect(try desk.fixture.rows(of: "notice").allSatisfy { $0.contains("state:\"cancelled\"") })
    #expect(try await desk.log([.reminderSent, .reminderFailed, .reminderCancelled]).isEmpty)
  }

  @Test func `a person removed while the mail is sent was reminded all the same`() async throws {
    let desk = try await ReminderDesk()
    _ = try await desk.add("2027-03-10", at: start, days: [0])
    let begun = try await desk.begin(desk.claim(onDay), onDay)
    _ = try await desk.scope.acting(as: .operator, at: onDay).removePerson(desk.matti.id)
    try await desk.record(.sent(reply: "250"), begun[0], onDay)
    #expect(try await desk.states() == [.sent])
    #expect(try await desk.log([.reminderSent]).map(\.person) == [desk.matti.id])
  }

  @Test func `a person removed while the server refused is not tried again`() async throws {
    let desk = try await ReminderDesk()
    _ = try await desk.add("2027-03-10", at: start, days: [0])
    let begun = try await desk.begin(desk.claim(onDay), onDay)
    _ = try await desk.scope.acting(as: .operator, at: onDay).removePerson(desk.matti.id)
    try await desk.record(.refusedForNow(reply: "451", jitter: 0), begun[0], onDay)
    #expect(try await desk.claim(onDay + 60).isEmpty)
    #expect(try await desk.states() == [.cancelled])
    #expect(try await desk.log([.reminderCancelled]).map(\.person) == [desk.matti.id])
  }

  @Test func `two workers share what is due, each notice once`() async throws {
    let desk = try await ReminderDesk(defaults: ReminderDefaults(digest: false))
    for _ in 1...60 { _ = try await desk.add("2027-03-10", at: start, days: [0]) }
    let other = try await Store.open(
      desk.fixture.directory, reminders: ReminderDefaults(digest: false))
    let onDay = onDay
    let stores = [("a", desk.store), ("b", other)]
    let taken = try await withThrowingTaskGroup(of: [NoticeID].self) { group in
      for (worker, store) in stores {
        group.addTask {
          var taken: [NoticeID] = []
          while true {
            let notices = try await store.claimNotices(
              NoticeClaim(worker: worker, until: onDay + 300, domain: "x.fi", limit: 7),
              now: onDay)
            if notices.isEmpty { return taken }
            let begun = try await store.beginSending(
              notices, by: worker, until: onDay + 300, now: onDay)
            for notice in begun {
              try await store.recordOutcome(
                .sent(reply: "250"), of: notice.id, by: worker, now: onDay)
            }
            taken += begun.map(\.id)
          }
        }
      }
      return try await group.reduce(into: [NoticeID]()) { $0 += $1 }
    }
    #expect(taken.count == 60 && Set(taken).count == 60)
    #expect(try await desk.store.reminderTotals() == [.sent: 60])
    #expect(try await desk.log([.reminderSent]).count == 60)
  }

  @Test func `turns are committed together, and one that breaks a rule fails alone`() async throws {
    let desk = try await ReminderDesk(defaults: ReminderDefaults(digest: false))
    for _ in 1...4 { _ = try await desk.add("2027-03-10", at: start, days: [0]) }
    let ids = try await desk.claim(onDay).map(\.id)
    let begun = try await desk.turn([(nil, ids[0]), (nil, ids[1])], onDay)
    #expect(try begun.map { try $0.get().begun?.id } == [ids[0], ids[1]])
    try desk.fixture.tamper(
      """
      CREATE TRIGGER faulty BEFORE UPDATE ON notice WHEN NEW.id = \(ids[2].rawValue)
      BEGIN SELECT RAISE(ABORT, 'faulty'); END
      """)
    let next = try await desk.turn([(ids[0], ids[2]), (ids[1], ids[3]), (nil, ids[0])], onDay)
    #expect(throws: StoreError.self) { try next[0].get() }
    let second = try next[1].get()
    #expect(second.recorded?.state == .sent && second.begun?.attempts == 1)
    // An accepted notice stays recorded though the next one could not be begun.
    let third = try next[2].get()
    #expect(third.recorded == nil && third.begun == nil)
    #expect(try await desk.store.reminderTotals() == [.sent: 2, .planned: 1, .sending: 1])
  }

  @Test func `what a lost worker held is sent again under the same Message-ID`() async throws {
    let desk = try await ReminderDesk()
    _ = try await desk.add("2027-03-10", at: start, days: [0])
    let lost = try await desk.begin(desk.claim(onDay), onDay)
    #expect(try await desk.states() == [.sending])
    #expect(try await desk.store.nextReminderMoment() == onDay + 300)
    #expect(try await desk.claim(onDay + 299, worker: "b").isEmpty)
    let again = try await desk.begin(
      desk.claim(onDay + 300, worker: "b"), onDay + 300, worker: "b")
    #expect(again.map(\.messageID) == lost.map(\.messageID))
    #expect(again.map(\.attempts) == [2])
    // The first one comes back: it may neither begin nor refuse, but what was accepted was.
    #expect(try await desk.begin(lost, onDay + 301).isEmpty)
    let refusal = NoticeOutcome.refused(reply: "550 no")
    #expect(try await desk.record(refusal, lost[0], onDay + 301) == nil)
    #expect(try await desk.record(.sent(reply: "250 a"), lost[0], onDay + 302)?.state == .sent)
    #expect(
      try await desk.record(.sent(reply: "250 b"), again[0], onDay + 303, worker: "b") == nil)
    #expect(try await desk.log([.reminderSent]).count == 1)
  }

  @Test func `what a worker that is gone held is anybody's at once, a try that began counted`()
    async throws
  {
    let desk = try await ReminderDesk()
    _ = try await desk.add("2027-03-10", at: start, days: [0])
    _ = try await desk.add("2027-03-10", at: start, person: "liisa@a.fi", days: [0])
    let claimed = try await desk.claim(onDay, worker: "gone")
    let begun = try #require(
      try await desk.begin(Array(claimed.prefix(1)), onDay, worker: "gone").first)

    #expect(try await desk.store.releaseNotices(of: "another", now: onDay + 1) == 0)
    #expect(try await desk.store.releaseNotices(of: "gone", now: onDay + 1) == 2)

    #expect(try await Set(desk.states()) == [.retrying, .planned])
    let again = try await desk.send(onDay + 1, worker: "b")
    #expect(Set(again.map(\.messageID)) == Set(claimed.map(\.messageID)))
    #expect(again.first { $0.id == begun.id }?.attempts == 2)
    #expect(again.filter { $0.attempts == 1 }.count == 1)
    #expect(try await desk.states() == [.sent, .sent])
    #expect(try await desk.log([.reminderSent]).count == 2)
  }

  @Test func `an outcome that can't be logged is not recorded either`() async throws {
    let desk = try await ReminderDesk()
    _ = try await desk.add("2027-03-10", at: start, days: [0])
    let begun = try await desk.begin(desk.claim(onDay), onDay)
    let before = try desk.fixture.rows(of: "notice")
    try desk.fixture.breakLog()
    for outcome in [NoticeOutcome.sent(reply: "250"), .refused(reply: "550")] {
      await #expect(throws: StoreError.self) {
        try await desk.record(outcome, begun[0], onDay)
      }
    }
    #expect(try await desk.states() == [.sending])
    #expect(try desk.fixture.rows(of: "notice") == before)
  }

  @Test func `a notice names all that the mail says`() async throws {
    let desk = try await ReminderDesk()
    let customer = try await desk.scope.acting(as: .operator, at: start).addCustomer(
      NewCustomer(name: "Virtanen Oy", phone: "040 123 4567"))
    let contact = try await desk.scope.acting(as: .operator, at: start).addContact(
      NewContact(name: "Maija", email: "maija@v.fi"), to: customer.id)
    _ = try await desk.scope.acting(as: .operator, at: now).addGroup(path: "Myynti/Tarjoukset")
    try await desk.fixture.file([
      desk.fixture.mail(to: [.filed(desk.scope)], holding: (1...7).map { "tarjous \($0)" })
    ])
    for document in try await desk.scope.documents().dropLast() {
      var change = PartyChange()
      change.contact = .set(.id(contact.id))
      _ = try await desk.scope.acting(as: .operator, at: start).assign(document.id, change)
    }
    let task = try await desk.scope.acting(as: .operator, at: start).addTask(
      NewTask(
        person: "matti@a.fi", description: "Soita", date: day("2027-03-10"),
        group: "Myynti/Tarjoukset", contact: contact.id, reminderDays: [0]),
      today: day("2027-03-01"))
    try await desk.edit(task, at: start) { $0.description = .set("Soita heti") }
    let notice = try #require(try await desk.claim(onDay).first)
    #expect(notice.companyName == "Acme" && notice.language == .finnish)
    #expect(notice.personName == "Matti" && notice.secondsFromUTC == 7_200)
    let named = notice.tasks[0]
    #expect(named.description == "Soita heti" && named.sequence == 1)
    #expect(named.group == "Myynti/Tarjoukset")
    #expect(named.customer?.phone == "040 123 4567" && named.contact?.email == "maija@v.fi")
    #expect(named.documents.count == 5 && named.documents[0].fileName == "lasku7.pdf")
    #expect(named.earlierMessageIDs.isEmpty)
  }
}
