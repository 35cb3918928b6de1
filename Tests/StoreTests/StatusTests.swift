import Foundation
import Testing

@testable import SQLiteEngine
@testable import Store

/// The state that daemons leave in the store for people who ask.
@Suite struct StatusTests {
  @Test func `mails that wait are counted down as they are filed`() async throws {
    let fixture = try await StoreFixture()
    let store = fixture.store
    try await fixture.begin()
    #expect(try await store.mailboxStates().first?.waiting == nil)
    try await store.recordMailboxListing("documents", waiting: 3, now: now)
    try await fixture.file([
      try fixture.mail(uid: 1, to: [.unroutable]), try fixture.mail(uid: 2, to: [.unroutable]),
    ])
    let halfway = try #require(try await store.mailboxStates().first)
    #expect(halfway.waiting == 1 && halfway.progressAt == now && halfway.lastSuccess == nil)
    try await store.recordMailboxSuccess("documents", now: now + 60)
    let done = try #require(try await store.mailboxStates().first)
    #expect(done.waiting == 0 && done.lastSuccess == now + 60)
  }

  @Test func `mails of another folder under the same name count for nothing`() async throws {
    let fixture = try await StoreFixture()
    let old = try await fixture.begin(7)
    try await fixture.begin(8)
    try await fixture.store.recordMailboxListing("documents", waiting: 3, now: now)
    let mail = try fixture.mail(uid: 1, to: [.unroutable])
    _ = try await fixture.store.file(
      IngestGroup(folder: old.folder, nextUID: 2, after: nil, mails: [mail]), now: now)
    #expect(try await fixture.store.mailboxStates().first?.waiting == 3)
  }

  @Test func `who is at work is seen by others until it ends`() async throws {
    let fixture = try await StoreFixture()
    let store = fixture.store
    let work = Presence.Work.reading(mailbox: "a/b \"ä\"")
    #expect(try !Presence.isSeen(work, in: store))
    var first: Presence? = try Presence.show(work, in: store)
    var second: Presence? = try Presence.show(work, in: store)
    #expect(try Presence.isSeen(work, in: store))
    #expect(try !Presence.isSeen(.reading(mailbox: "other"), in: store))
    #expect(try !Presence.isSeen(.reminding, in: store))
    withExtendedLifetime(first) {}
    first = nil
    #expect(try Presence.isSeen(work, in: store))
    withExtendedLifetime(second) {}
    second = nil
    #expect(try !Presence.isSeen(work, in: store))
  }

  @Test func `what is due and nobody tries is overdue`() async throws {
    let desk = try await ReminderDesk()
    _ = try await desk.add("2027-03-10", at: start, days: [0])
    #expect(try await state(of: desk, at: due).overdue == 0)
    let late = try await state(of: desk, at: due + 301)
    #expect(late.overdue == 1 && late.overdueSince == due)
    // Claimed by a worker that was lost, it still is.
    _ = try await desk.claim(due + 302)
    #expect(try await state(of: desk, at: due + 303).overdue == 1)
  }

  @Test func `what waits for its next try is not overdue, until that is long past`()
    async throws
  {
    let desk = try await ReminderDesk()
    _ = try await desk.add("2027-03-10", at: start, days: [0])
    _ = try await desk.refuse(due)
    #expect(try await state(of: desk, at: due + 50).overdue == 0)
    #expect(try await state(of: desk, at: due + 361).overdue == 1)
  }

  @Test func `a reminder of a company that is switched off is not overdue`() async throws {
    let desk = try await ReminderDesk()
    _ = try await desk.add("2027-03-10", at: start, days: [0])
    try await desk.edit(company: start) { $0.active = .set(false) }
    #expect(try await state(of: desk, at: due + 3_600).overdue == 0)
  }

  @Test func `a refusal for good is told of for a while, or until it is tried again`()
    async throws
  {
    let desk = try await ReminderDesk()
    _ = try await desk.add("2027-03-10", at: start, days: [0])
    for notice in try await desk.begin(desk.claim(due), due) {
      try await desk.record(.refused(reply: "550 5.1.1 unknown"), notice, due)
    }
    let soon = try await state(of: desk, at: due + 3_600)
    #expect(soon.failedNotices == 1 && soon.lastRefusal == "550 5.1.1 unknown")
    #expect(try await state(of: desk, at: due + 86_400).failedNotices == 0)
    let reminder = try #require(try await desk.scope.reminders(ReminderQuery(state: .failed)).first)
    _ = try await desk.scope.retryReminder(reminder.id, now: due + 60)
    #expect(try await state(of: desk, at: due + 3_600).failedNotices == 0)
  }

  @Test func `trouble with sending is remembered since it began`() async throws {
    let desk = try await ReminderDesk()
    try await desk.store.recordSendingTrouble("nobody listens", now: due)
    try await desk.store.recordSendingTrouble("421 later", now: due + 60)
    let trouble = try await state(of: desk, at: due + 61)
    #expect(trouble.trouble == "421 later" && trouble.troubleSince == due)
    try await desk.store.clearSendingTrouble()
    #expect(try await state(of: desk, at: due + 62).trouble == nil)
  }

  @Test func `looking makes nothing and changes nothing`() async throws {
    let fixture = try await StoreFixture()
    let nowhere = fixture.directory + "-nowhere"
    let missing = await #expect(throws: StoreError.self) { _ = try await Store.inspect(nowhere) }
    #expect(missing?.kind == .noStore)
    #expect(!FileManager.default.fileExists(atPath: nowhere))
    let store = try await Store.inspect(fixture.directory)
    #expect(try await store.logTotal() == 0)
    let refused = await #expect(throws: StoreError.self) {
      try await store.recordSendingTrouble("x", now: now)
    }
    #expect(refused?.kind == .readOnly)
  }

  @Test(arguments: [3, 99]) func `a store of another schema is left as it is`(
    version: Int
  ) async throws {
    let fixture = try await StoreFixture()
    try fixture.tamper("PRAGMA user_version = \(version)")
    let error = await #expect(throws: StoreError.self) {
      _ = try await Store.inspect(fixture.directory)
    }
    #expect(error?.kind == (version == 99 ? .schemaNewer : .schemaOlder))
  }

  private let start = instant("2027-03-01T10:00")
  private let due = instant("2027-03-10T06:00")

  private func state(of desk: ReminderDesk, at now: Date) async throws -> RemindingState {
    try await desk.store.remindingState(overdue: now - 300, failed: now - 86_400)
  }
}
