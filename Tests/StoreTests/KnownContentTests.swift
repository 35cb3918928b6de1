import Foundation
import GRDB
import Platform
import Records
import Testing

@testable import Store

@Suite struct KnownContentTests {
  private static func empty(_ scope: CompanyScope) -> MailOutcome {
    MailOutcome(company: scope.id, verdict: .empty, reason: MailReason(.noDocument))
  }

  /// Files one mail alone.
  private func file(
    _ fixture: StoreFixture, _ outcome: MailOutcome, uid: UInt32, holding contents: [String] = [],
    digest: String = "mail", at date: Date? = nil, under uidValidity: UInt32 = 7
  ) async throws -> Mail {
    var mail = try fixture.mail(uid: uid, to: [outcome], holding: contents, digest: digest)
    mail.internalDate = date
    let folder = try await fixture.begin(uidValidity).folder
    let filed = try await fixture.store.file(
      IngestGroup(folder: folder, nextUID: nil, after: nil, mails: [mail]), now: now)
    return filed.filed[0].mail
  }

  @Test func `another copy of a discarded mail is new: nobody has the first one any more`()
    async throws
  {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    let first = try await file(fixture, .held(scope), uid: 1, at: now)
    #expect(try await file(fixture, .held(scope), uid: 2).verdict == .duplicate)
    _ = try await fixture.store.discard(first.id, by: .operator, now: now)
    let again = try await file(fixture, .held(scope), uid: 3, at: now + 60)
    #expect(again.verdict == .held && again.hasRaw)
    // The bytes of this mail are there.
    let more = try await file(fixture, .filed(scope), uid: 4, holding: ["a"])
    #expect(more.verdict == .duplicate)
    #expect(more.reason == .sameContent(as: again.id))
  }

  @Test func `the very copy that was decided on stays decided, also after a discard`() async throws
  {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    let first = try await file(fixture, .held(scope), uid: 1, at: now)
    _ = try await fixture.store.discard(first.id, by: .operator, now: now)
    // The folder has new UIDs: the same copy under another one.
    let same = try await file(fixture, .held(scope), uid: 41, at: now, under: 8)
    #expect(same.verdict == .duplicate)
    #expect(same.reason == .sameCopy(as: first.id))
    let other = try await file(fixture, .held(scope), uid: 42, at: now + 1, under: 8)
    #expect(other.verdict == .held)
  }

  @Test func `a copy in another mailbox, or without a date, is not the very copy`() async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    let first = try await file(fixture, .held(scope), uid: 1, at: now)
    _ = try await fixture.store.discard(first.id, by: .operator, now: now)
    var mail = try fixture.mail(uid: 1, to: [.held(scope)], digest: "mail")
    mail.internalDate = now
    let other = try await fixture.store.beginMailbox(
      "other", source: MailboxSource(account: "docs@imap.example.fi", folder: "INBOX"),
      uidValidity: 7, now: now)
    let elsewhere = try await fixture.store.file(
      IngestGroup(
        folder: try #require(other.position).folder, nextUID: nil, after: nil, mails: [mail]),
      now: now)
    #expect(elsewhere.filed[0].mail.verdict == .held)
    _ = try await fixture.store.discard(elsewhere.filed[0].mail.id, by: .operator, now: now)
    #expect(try await file(fixture, .held(scope), uid: 2).verdict == .held)
  }

  @Test func `a copy that an older release decided on is known by when it was received`()
    async throws
  {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    let first = try await file(fixture, .held(scope), uid: 1)
    _ = try await fixture.store.discard(first.id, by: .operator, now: now)
    // Older rows have no date of the server beside the time of reception, which is the same.
    #expect(try await file(fixture, .held(scope), uid: 2, at: now, under: 8).verdict == .duplicate)
  }

  @Test func `a second copy of an empty mail is judged anew, and a duplicate when it is empty too`()
    async throws
  {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    let first = try await file(fixture, Self.empty(scope), uid: 1)
    #expect(first.verdict == .empty)
    #expect(try await file(fixture, Self.empty(scope), uid: 2).verdict == .duplicate)
    let filed = try await file(fixture, .filed(scope), uid: 3, holding: ["a"])
    #expect(filed.verdict == .filed)
    let last = try await file(fixture, .filed(scope), uid: 4, holding: ["a"])
    #expect(last.reason == .sameContent(as: filed.id))
  }

  @Test(
    arguments: [
      ("UPDATE document SET state = 'archived'", MailVerdict.duplicate),
      ("DELETE FROM document WHERE fileName = 'lasku1.pdf'", .duplicate),
      ("DELETE FROM document", .filed),
    ])
  func `what counts is whether documents are still there`(
    change: String, expected: MailVerdict
  ) async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    _ = try await file(fixture, .filed(scope), uid: 1, holding: ["a", "b"], at: now)
    try fixture.tamper("UPDATE part SET document = NULL; \(change)")
    let copy = try await file(fixture, .filed(scope), uid: 2, holding: ["a", "b"], at: now + 1)
    #expect(copy.verdict == expected)
    // The very copy stays decided in any case.
    let same = try await file(
      fixture, .filed(scope), uid: 3, holding: ["a", "b"], at: now, under: 8)
    #expect(same.verdict == .duplicate)
  }

  @Test func `a duplicate of what has gone is no reason for another`() async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    let first = try await file(fixture, .held(scope), uid: 1)
    #expect(try await file(fixture, .held(scope), uid: 2).verdict == .duplicate)
    _ = try await fixture.store.discard(first.id, by: .operator, now: now)
    #expect(try await file(fixture, .held(scope), uid: 3).verdict == .held)
    // A failed mail can be filed from a second copy.
    let failed = MailOutcome(company: scope.id, verdict: .failed, reason: MailReason(.notDelivered))
    #expect(try await file(fixture, failed, uid: 5, digest: "other").verdict == .failed)
    let filed = try await file(fixture, .filed(scope), uid: 6, holding: ["c"], digest: "other")
    #expect(filed.verdict == .filed)
  }

  @Test func `of copies in one group the first is filed, for each company`() async throws {
    let fixture = try await StoreFixture()
    let acme = try await fixture.company("acme")
    let beta = try await fixture.company("beta")
    let mails = try (1...3).map {
      try fixture.mail(
        uid: $0, to: $0 == 2 ? [.filed(acme), .filed(beta)] : [.filed(acme)], holding: ["a"],
        digest: "mail")
    }
    let filed = try await fixture.file(mails)
    #expect(filed.map(\.mail.verdict) == [.filed, .duplicate, .filed, .duplicate])
    #expect(filed.map(\.mail.company) == [acme.id, acme.id, beta.id, acme.id])
  }

  @Test func `of copies in two mailboxes that are read at once one is filed`() async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    let store = fixture.store
    let copies = try await withThrowingTaskGroup(of: MailVerdict.self) { tasks in
      for name in ["yksi", "kaksi", "kolme", "neljä"] {
        let mail = try fixture.mail(uid: 1, to: [.filed(scope)], holding: ["a"], digest: "mail")
        tasks.addTask {
          let source = MailboxSource(account: "docs@imap.example.fi", folder: name)
          let opening = try await store.beginMailbox(
            name, source: source, uidValidity: 1, now: now)
          let folder = try #require(opening.position).folder
          let group = IngestGroup(folder: folder, nextUID: 2, after: nil, mails: [mail])
          return try await store.file(group, now: now).filed[0].mail.verdict
        }
      }
      return try await tasks.reduce(into: []) { $0.append($1) }
    }
    #expect(copies.count { $0 == .filed } == 1 && copies.count { $0 == .duplicate } == 3)
    #expect(try await scope.documents().count == 1)
  }

  @Test func `a mail of an older release is known by the digest of its bytes`() async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    let old = try await file(fixture, .filed(scope), uid: 1, holding: ["a"], digest: "of the bytes")
    try fixture.tamper("UPDATE mail SET digestVersion = 1")
    var copy = try fixture.mail(uid: 2, to: [.filed(scope)], holding: ["a"], digest: "mail")
    copy.olderDigest = Digest(of: "of the bytes")
    let filed = try await fixture.file([copy])
    #expect(filed[0].mail.reason == .sameContent(as: old.id))
    // Decided anew it has the digest of this release.
    copy.olderDigest = Digest(of: "something else")
    copy.uid = 3
    #expect(try await fixture.file([copy])[0].mail.verdict == .filed)
  }

  @Test func `older digests are asked for where a row of that Message-ID, or of none, has one`()
    async throws
  {
    let fixture = try await StoreFixture()
    let acme = try await fixture.company("acme")
    let beta = try await fixture.company("beta")
    _ = try await file(fixture, .filed(acme), uid: 1, holding: ["a"])
    func asked(_ messageID: String?, _ companies: CompanyScope...) async throws -> Bool {
      let ids = companies.map(\.id)
      let question = MailQuestion(
        addresses: [], companies: ids, messageID: messageID, receivedAt: now)
      return try await fixture.store.lookUp([question])[0].mayHaveOlderDigest
    }
    #expect(try await !asked("<1@example.fi>", acme, beta))
    try fixture.tamper("UPDATE mail SET digestVersion = 1")
    #expect(try await asked("<1@example.fi>", acme))
    #expect(try await asked("<1@example.fi>", beta, acme))
    #expect(try await !asked("<1@example.fi>", beta))
    #expect(try await !asked("<2@example.fi>", acme))
    #expect(try await !asked(nil, acme))
    try fixture.tamper("UPDATE mail SET messageID = NULL")
    #expect(try await asked("<2@example.fi>", acme))
    #expect(try await asked(nil, acme))
    #expect(try await !asked(nil, beta))
  }
}
