import Foundation
import Testing

@testable import Store

@Suite struct MailboxTests {
  static let after = AfterVerdict(filed: .move(folder: "Processed"), other: .delete)

  @Test func `the committed verdicts decide what is due on the server`() async throws {
    let fixture = try await StoreFixture()
    let acme = try await fixture.company("acme")
    func outcome(_ verdict: MailVerdict) -> MailOutcome {
      MailOutcome(company: acme.id, verdict: verdict, reason: "")
    }
    var unfetched = try fixture.mail(uid: 6, to: [outcome(.failed)])
    unfetched.fetched = false
    let mails = [
      try fixture.mail(uid: 1, to: [outcome(.filed)], digest: "1"),
      try fixture.mail(uid: 2, to: [outcome(.held)], digest: "1"),
      try fixture.mail(uid: 3, to: [outcome(.empty)], digest: "3"),
      try fixture.mail(uid: 4, to: [outcome(.failed)]),
      try fixture.mail(uid: 5, to: [outcome(.tooLarge)]),
      unfetched,
      try fixture.mail(uid: 7, to: [outcome(.filed), .unroutable], digest: "7"),
    ]
    let filed = try await fixture.file(mails, after: MailboxTests.after)
    let due = try await fixture.store.dueActions(mailbox: "documents", uidValidity: 7)
    #expect(due.map(\.uid) == [1, 2, 3, 7])
    let processed = MailboxAction.move(folder: "Processed")
    #expect(due.map(\.action) == [processed, processed, .delete, processed])
    #expect(filed[0].mail.action == "move:Processed")
    #expect(filed[0].mail.actionState == "waiting")
    #expect(filed[3].mail.action == nil)
  }

  @Test func `what failed or is too large is moved, but never deleted`() async throws {
    let fixture = try await StoreFixture()
    let outcomes = [MailVerdict.failed, .tooLarge].map {
      MailOutcome(company: nil, verdict: $0, reason: "")
    }
    let mails = try outcomes.enumerated().map {
      try fixture.mail(uid: UInt32($0 + 1), to: [$1])
    }
    let after = AfterVerdict(filed: .delete, other: .move(folder: "Rejected"))
    try await fixture.file(mails, after: after)
    let due = try await fixture.store.dueActions(mailbox: "documents", uidValidity: 7)
    #expect(due.map(\.action.rawValue) == ["move:Rejected", "move:Rejected"])
  }

  @Test func `keep asks for nothing`() async throws {
    let fixture = try await StoreFixture()
    let after = AfterVerdict(filed: .keep, other: .keep)
    try await fixture.file([try fixture.mail(uid: 1, to: [.unroutable])], after: after)
    #expect(try await fixture.store.dueActions(mailbox: "documents", uidValidity: 7).isEmpty)
  }

  @Test func `an action stays due until it was done`() async throws {
    let fixture = try await StoreFixture()
    let store = fixture.store
    let filed = try await fixture.file(
      [try fixture.mail(uid: 1, to: [.unroutable])], after: MailboxTests.after)
    let id = filed[0].mail.id
    for _ in 1...2 {
      try await store.actionsFailed(
        mailbox: "documents", uidValidity: 7, uids: [1], error: "NO quota", now: now)
    }
    let due = try await store.dueActions(mailbox: "documents", uidValidity: 7)
    #expect(due == [DueAction(uid: 1, action: .delete, tries: 2)])
    #expect(
      try await store.mail(id)?.actionState == "waiting after 2 failed tries: NO quota")
    try await store.actionsDone(mailbox: "documents", uidValidity: 7, uids: [1], now: now)
    #expect(try await store.dueActions(mailbox: "documents", uidValidity: 7).isEmpty)
    #expect(try await store.mail(id)?.actionState == "done")
  }

  @Test func `a new UIDVALIDITY begins the mailbox anew`() async throws {
    let fixture = try await StoreFixture()
    let store = fixture.store
    #expect(try await store.mailbox("documents") == nil)
    try await fixture.file(
      [try fixture.mail(uid: 1, to: [.unroutable])], after: MailboxTests.after, nextUID: 9)
    _ = try await store.recordTrouble(
      mailbox: "documents", uidValidity: 7, uid: 12, error: "reset", now: now)
    let same = try await store.beginMailbox("documents", uidValidity: 7)
    #expect(same == MailboxPosition(uidValidity: 7, nextUID: 9))
    let new = try await store.beginMailbox("documents", uidValidity: 8)
    #expect(new == MailboxPosition(uidValidity: 8, nextUID: 1))
    #expect(try await store.dueActions(mailbox: "documents", uidValidity: 7).isEmpty)
    #expect(try await store.troubles(mailbox: "documents", uidValidity: 7).isEmpty)
    #expect(try await store.settledUIDs(mailbox: "documents", uidValidity: 8, from: 1) == [])
    let stale = IngestGroup(mailbox: "documents", uidValidity: 7, nextUID: 10, mails: [])
    await #expect(throws: StoreError.self) { _ = try await store.file(stale, now: now) }
    // The mail itself keeps the place that it came from.
    #expect(try await store.settledUIDs(mailbox: "documents", uidValidity: 7, from: 1) == [1])
  }

  @Test func `the position never goes back`() async throws {
    let fixture = try await StoreFixture()
    try await fixture.file([], nextUID: 9)
    try await fixture.file([], nextUID: 5)
    #expect(try await fixture.store.mailbox("documents")?.nextUID == 9)
  }

  @Test func `trouble with a mail is counted until it is settled`() async throws {
    let fixture = try await StoreFixture()
    let store = fixture.store
    for tries in 1...3 {
      #expect(
        try await store.recordTrouble(
          mailbox: "documents", uidValidity: 7, uid: 4, error: "try \(tries)", now: now) == tries)
    }
    #expect(
      try await store.troubles(mailbox: "documents", uidValidity: 7)
        == [FetchTrouble(uid: 4, tries: 3, lastError: "try 3", lastTryAt: now)])
    try await fixture.file([try fixture.mail(uid: 4, to: [.unroutable])])
    #expect(try await store.troubles(mailbox: "documents", uidValidity: 7).isEmpty)
  }

  @Test func `the status of a mailbox shows its last success and the error since`() async throws {
    let fixture = try await StoreFixture()
    let store = fixture.store
    try await store.recordMailboxFailure("documents", error: "login refused", now: now)
    let failed = try #require(try await store.mailboxStates().first)
    #expect(failed.lastError == "login refused" && failed.lastErrorAt == now)
    #expect(failed.position == nil && failed.lastSuccess == nil)
    try await fixture.file(
      [try fixture.mail(uid: 1, to: [.unroutable])], after: MailboxTests.after)
    try await store.recordMailboxSuccess("documents", now: now)
    let well = try #require(try await store.mailboxStates().first)
    #expect(well.lastError == nil && well.lastSuccess == now && well.waitingActions == 1)
  }

  @Test(arguments: ["move:Processed", "move:a:b", "seen", "delete", "keep"])
  func `an action is written as in the settings`(text: String) {
    #expect(MailboxAction(rawValue: text)?.rawValue == text)
  }

  @Test(arguments: ["move:", "move", "Seen", "", "remove"])
  func `an unknown action is none`(text: String) {
    #expect(MailboxAction(rawValue: text) == nil)
  }
}
