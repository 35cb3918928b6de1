import Foundation
import Records
import Testing

@testable import Store

/// The memory of a mailbox belongs to the folder that it stood for, whatever the UIDs are.
@Suite struct MailboxFolderTests {
  static let elsewhere = [
    ("docs@imap.example.fi", "Laskut"), ("other@imap.example.fi", "INBOX"),
    ("docs@imap.example.net", "INBOX"),
  ]

  @Test(arguments: elsewhere)
  func `another source under the same UIDVALIDITY begins anew, and the first goes on`(
    account: String, folder: String
  ) async throws {
    let fixture = try await StoreFixture()
    let store = fixture.store
    let scope = try await fixture.company()
    func mail(_ content: String) throws -> IncomingMail {
      try fixture.mail(uid: 1, to: [.filed(scope)], holding: [content], digest: content)
    }
    try await fixture.file([try mail("a")], after: MailboxTests.after, nextUID: 9)
    let first = try await fixture.begin()
    _ = try await store.recordTrouble(
      in: first.folder, uid: 12, because: .fetchBroken("reset"), isFirst: true, now: now)

    let second = try await fixture.begin(account: account, folder: folder)
    #expect(second.uidValidity == first.uidValidity && second.nextUID == 1)
    #expect(try await store.settledCopies(of: Array(1...20), in: second.folder).isEmpty)
    #expect(try await store.dueActions(in: second.folder).isEmpty)
    #expect(try await store.troubles(in: second.folder).isEmpty)
    #expect(try await store.mailboxStates().map(\.waitingActions) == [0])
    let group = IngestGroup(folder: second.folder, nextUID: 2, mails: [try mail("b")])
    #expect(try await store.file(group, now: now).filed.map(\.mail.verdict) == [.filed])
    #expect(try await scope.documents().count == 2)

    #expect(try await fixture.begin() == first)
    #expect(Set(try await store.settledCopies(of: Array(1...20), in: first.folder).keys) == [1])
    #expect(try await store.dueActions(in: first.folder).map(\.uid) == [1])
    #expect(try await store.troubles(in: first.folder).map(\.uid) == [12])
    #expect(try await store.mailboxStates().map(\.waitingActions) == [1])
    #expect(try await fixture.begin(account: account, folder: folder).nextUID == 2)
  }

  @Test func `the same folder under another mailbox's name is worked through of its own`()
    async throws
  {
    let fixture = try await StoreFixture()
    try await fixture.file([], nextUID: 9)
    let source = MailboxSource(account: "docs@imap.example.fi", folder: "INBOX")
    let other = try await fixture.store.beginMailbox(
      "second", source: source, uidValidity: 7, now: now)
    #expect(other.position?.nextUID == 1)
    #expect(try await fixture.store.mailboxStates().map(\.name) == ["documents", "second"])
  }

  @Test func `INBOX is one folder however it is written, others are not`() async throws {
    let fixture = try await StoreFixture()
    #expect(try await fixture.begin(folder: "Inbox") == fixture.begin(folder: "INBOX"))
    #expect(try await fixture.begin(folder: "laskut") != fixture.begin(folder: "Laskut"))
  }

  @Test func `a mail is asked for again in the folder that it came from, and in no other`()
    async throws
  {
    let fixture = try await StoreFixture()
    let store = fixture.store
    var mail = try fixture.mail(
      uid: 4, to: [MailOutcome(company: nil, verdict: .failed, reason: .older("reset"))])
    mail.fetched = false
    let id = try await fixture.file([mail], nextUID: 9)[0].mail.id

    let second = try await fixture.begin(account: "other@imap.example.fi")
    let error = await #expect(throws: StoreError.self) {
      _ = try await store.fetchAgain(id, now: now)
    }
    #expect(error?.description.contains("its mailbox has another folder by now") == true)
    #expect(try await store.troubles(in: second.folder).isEmpty)

    let first = try await fixture.begin()
    #expect(first.nextUID == 9)
    _ = try await store.fetchAgain(id, now: now)
    #expect(try await fixture.begin().nextUID == 4)
    #expect(try await store.settledCopies(of: Array(1...20), in: first.folder).isEmpty)
  }
}
