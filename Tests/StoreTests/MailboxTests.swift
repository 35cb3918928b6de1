import Foundation
import Records
import Testing

@testable import Store

@Suite struct MailboxTests {
  static let after = AfterVerdict(filed: .move(folder: "Processed"), other: .delete)

  @Test func `the committed verdicts decide what is due on the server`() async throws {
    let fixture = try await StoreFixture()
    let acme = try await fixture.company("acme")
    func outcome(_ verdict: MailVerdict) -> MailOutcome {
      MailOutcome(company: acme.id, verdict: verdict, reason: MailReason(.noDocument))
    }
    var unfetched = try fixture.mail(uid: 6, to: [outcome(.failed)])
    unfetched.fetched = false
    let mails = [
      try fixture.mail(uid: 1, to: [outcome(.filed)], holding: ["a"], digest: "1"),
      try fixture.mail(uid: 2, to: [outcome(.held)], digest: "1"),
      try fixture.mail(uid: 3, to: [outcome(.empty)], digest: "3"),
      try fixture.mail(uid: 4, to: [outcome(.failed)]),
      try fixture.mail(uid: 5, to: [outcome(.tooLarge)]),
      unfetched,
      try fixture.mail(uid: 7, to: [outcome(.filed), .unroutable], digest: "7"),
    ]
    let filed = try await fixture.file(mails, after: MailboxTests.after)
    let due = try await fixture.store.dueActions(in: fixture.begin().folder)
    #expect(due.map(\.uid) == [1, 2, 3, 7])
    let processed = MailboxAction.move(folder: "Processed")
    #expect(due.map(\.action) == [processed, processed, .delete, processed])
    #expect(filed[0].mail.action == "move:Processed")
    #expect(filed[0].mail.actionState == "waiting")
    #expect(filed[3].mail.action == nil)
  }

  @Test func `what is too large is moved but never deleted, and what failed stays`() async throws {
    let fixture = try await StoreFixture()
    let outcomes = [MailVerdict.failed, .tooLarge].map {
      MailOutcome(company: nil, verdict: $0, reason: MailReason(.noDocument))
    }
    let mails = try outcomes.enumerated().map {
      try fixture.mail(uid: UInt32($0 + 1), to: [$1])
    }
    let after = AfterVerdict(filed: .delete, other: .move(folder: "Rejected"))
    try await fixture.file(mails, after: after)
    let due = try await fixture.store.dueActions(in: fixture.begin().folder)
    #expect(due.map(\.action.rawValue) == ["move:Rejected"] && due.map(\.uid) == [2])
  }

  @Test func `keep asks for nothing`() async throws {
    let fixture = try await StoreFixture()
    let after = AfterVerdict(filed: .keep, other: .keep)
    try await fixture.file([try fixture.mail(uid: 1, to: [.unroutable])], after: after)
    #expect(try await fixture.store.dueActions(in: fixture.begin().folder).isEmpty)
  }

  @Test func `an action stays due until it was done`() async throws {
    let fixture = try await StoreFixture()
    let store = fixture.store
    let filed = try await fixture.file(
      [try fixture.mail(uid: 1, to: [.unroutable])], after: MailboxTests.after)
    let id = filed[0].mail.id
    let folder = try await fixture.begin().folder
    for _ in 1...2 {
      try await store.actionsFailed([1], in: folder, error: "NO quota")
    }
    let due = try await store.dueActions(in: folder)
    #expect(due == [DueAction(uid: 1, action: .delete, tries: 2)])
    #expect(
      try await store.mail(id)?.actionState == "waiting after 2 failed tries: NO quota")
    try await store.actionsDone([1], in: folder, now: now)
    #expect(try await store.dueActions(in: folder).isEmpty)
    #expect(try await store.mail(id)?.actionState == "done")
  }

  @Test func `a new UIDVALIDITY begins the folder anew`() async throws {
    let fixture = try await StoreFixture()
    let store = fixture.store
    let mail = try fixture.mail(uid: 1, to: [.unroutable])
    try await fixture.file([mail], after: MailboxTests.after, nextUID: 9)
    let old = try await fixture.begin()
    #expect(old.uidValidity == 7 && old.nextUID == 9)
    _ = try await store.recordTrouble(
      in: old.folder, uid: 12, because: .fetchBroken("reset"), isFirst: true, now: now)
    let new = try await fixture.begin(8)
    #expect(new.uidValidity == 8 && new.nextUID == 1 && new.folder != old.folder)
    #expect(Set(try await store.settledCopies(of: Array(1...20), in: new.folder).keys) == [])
    #expect(try await store.dueActions(in: old.folder).isEmpty)
    #expect(try await store.troubles(in: old.folder).isEmpty)
    // The mail itself keeps the place that it came from.
    #expect(Set(try await store.settledCopies(of: Array(1...20), in: old.folder).keys) == [1])
    #expect(try await store.mails().map(\.uidValidity) == [7])
  }

  @Test func `the position never goes back`() async throws {
    let fixture = try await StoreFixture()
    try await fixture.file([], nextUID: 9)
    try await fixture.file([], nextUID: 5)
    #expect(try await fixture.begin().nextUID == 9)
  }

  @Test func `trouble with a mail is counted until it is settled`() async throws {
    let fixture = try await StoreFixture()
    let store = fixture.store
    let folder = try await fixture.begin().folder
    for tries in 1...3 {
      #expect(
        try await store.recordTrouble(
          in: folder, uid: 4, because: .older("try \(tries)"), isFirst: tries != 2, now: now
        ).tries == tries)
    }
    #expect(
      try await store.troubles(in: folder)
        == [
          FetchTrouble(
            uid: 4, tries: 3, runs: 2, reason: .older("try 3"), firstTryAt: now, lastTryAt: now)
        ])
    try await fixture.file([try fixture.mail(uid: 4, to: [.unroutable])])
    #expect(try await store.troubles(in: folder).isEmpty)
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
