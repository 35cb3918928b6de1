import Records
import Synchronization
import Testing

@testable import Store

/// Mails that the store can't take.
@Suite struct RefusedMailTests {
  private let fixture: StoreFixture
  private let scope: CompanyScope

  init() async throws {
    fixture = try await StoreFixture()
    scope = try await fixture.company()
  }

  private func mail(_ uid: UInt32, named name: String = "a.pdf") throws -> IncomingMail {
    var mail = try fixture.mail(
      uid: uid, to: [.filed(scope)], holding: ["\(uid)"], digest: "\(uid)")
    mail.parts[0].fileName = name
    return mail
  }

  private func file(
    _ mails: [IncomingMail], nextUID: UInt32, after: AfterVerdict? = nil, failsRefused: Bool
  ) async throws -> FiledGroup {
    try await fixture.store.file(
      IngestGroup(
        folder: try await fixture.begin().folder, nextUID: nextUID, after: after, mails: mails,
        failsRefused: failsRefused), now: now)
  }

  @Test
  func `a mail that is to be tried otherwise is given back, and the position stays before it`()
    async throws
  {
    let done = try await file(
      [mail(1), mail(2, named: ""), mail(3), mail(4, named: "")], nextUID: 5, failsRefused: false)
    #expect(done.filed.map(\.uid) == [1, 3])
    #expect(done.refused.map(\.uid) == [2, 4])
    #expect(done.refused.allSatisfy { "\($0.reason)".hasPrefix("it could not be stored: ") })
    let position = try await fixture.begin()
    #expect(position.nextUID == 2)
    let settled = try await fixture.store.settledCopies(of: Array(1...20), in: position.folder)
    #expect(settled.keys.sorted() == [1, 3])
  }

  @Test(arguments: [MailboxAction.delete, .move(folder: "Rejected"), .seen])
  func `what failed stays on the server as it is`(action: MailboxAction) async throws {
    let after = AfterVerdict(filed: action, other: action)
    let done = try await file(
      [mail(1, named: ""), mail(2)], nextUID: 3, after: after, failsRefused: true)
    #expect(done.filed.map(\.mail.verdict) == [.failed, .filed])
    #expect(done.filed.map(\.mail.hasRaw) == [true, false])
    let folder = try await fixture.begin().folder
    #expect(try await fixture.store.dueActions(in: folder).map(\.uid) == [2])
  }

  @Test func `filing tells at every part that it goes on`() async throws {
    let signs = Signs()
    let mail = try fixture.mail(
      uid: 1, to: [.filed(scope)], holding: (1...50).map { "\($0)" }, digest: "1")
    let group = IngestGroup(folder: try await fixture.begin().folder, mails: [mail])
    _ = try await fixture.store.file(group, now: now) { signs.add() }
    #expect(signs.count >= 50)
  }

  @Test func `a mail for 5,000 companies is filed at each of them`() async throws {
    try fixture.tamper(
      """
      WITH RECURSIVE number(n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM number WHERE n < 5000)
      INSERT INTO company (name, slug, language, timeZone, token)
      SELECT 'Yritys ' || n, 'y' || n, 'fi', 'Europe/Helsinki',
        'abcdefghijklmnopqrst' || char(97 + n / 676, 97 + n / 26 % 26, 97 + n % 26)
      FROM number
      """)
    let companies = try await fixture.store.companies()
    let mail = try fixture.mail(
      uid: 1, to: companies.map { .filed(fixture.store.company($0.id)) }, holding: ["a"],
      digest: "1")
    let begin = ContinuousClock.now
    let filed = try await fixture.store.file(
      IngestGroup(folder: try await fixture.begin().folder, mails: [mail]), now: now
    ).filed
    #expect(filed.count == companies.count && filed.allSatisfy { $0.mail.verdict == .filed })
    #expect(ContinuousClock.now - begin < .seconds(120))
  }
}

private final class Signs: Sendable {
  private let heard = Mutex(0)
  var count: Int { heard.withLock(\.self) }
  func add() { heard.withLock { $0 += 1 } }
}
