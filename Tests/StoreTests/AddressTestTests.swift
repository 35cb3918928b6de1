import Foundation
import GRDB
import Records
import Testing

@testable import Store

/// The mail of a company's test: known by its token once, in time, at that company.
@Suite struct AddressTestTests {
  private static let identifier = "<1@example.fi>"

  private func mail(
    _ token: String?, _ subject: String, to outcomes: [MailOutcome], in fixture: StoreFixture
  ) throws -> IncomingMail {
    var mail = try fixture.mail(
      subject: subject, to: outcomes, holding: [subject, "toinen"], digest: subject)
    mail.testDigest = token.map { AddressTest.digest(of: $0) }
    return mail
  }

  @Test func `its documents are titled as a test and archived, and the log says so`()
    async throws
  {
    let fixture = try await StoreFixture()
    let acme = try await fixture.company(language: .swedish)
    let test = try await acme.beginAddressTest(now: now)
    #expect(try await acme.arrival(of: test, messageID: Self.identifier) == nil)
    let filed = try await fixture.file([
      try mail(test.token, "a", to: [.filed(acme)], in: fixture)
    ])
    let documents = try await acme.documents()
    #expect(documents.map(\.state) == [.archived, .archived])
    #expect(documents.allSatisfy { $0.title == "Test: post kommer fram till företagets adress" })
    let kinds = try await acme.log.search(LogQuery()).entries.map(\.kind)
    #expect(
      kinds == [.documentArchived, .documentReceived, .documentArchived, .documentReceived])
    let arrival = try await acme.arrival(of: test, messageID: "<another@x>")
    #expect(arrival == AddressTest.Arrival(mail: filed[0].mail, isKnown: true))
  }

  @Test func `a second use, a forged token and one of another company bring ordinary mail`()
    async throws
  {
    let fixture = try await StoreFixture()
    let acme = try await fixture.company()
    let beta = try await fixture.company("beta")
    let test = try await acme.beginAddressTest(now: now)
    let other = try await beta.beginAddressTest(now: now)
    try await fixture.file([
      try mail(test.token, "1", to: [.filed(acme)], in: fixture),
      try mail(test.token, "2", to: [.filed(acme)], in: fixture),
      try mail(other.token, "3", to: [.filed(acme)], in: fixture),
      try mail("", "4", to: [.filed(acme)], in: fixture),
      try mail("' OR 1 = 1 --", "5", to: [.filed(acme)], in: fixture),
      try mail(nil, "6", to: [.filed(acme)], in: fixture),
    ])
    #expect(try await acme.documents(DocumentQuery(state: .archived)).count == 2)
    #expect(try await acme.documents(DocumentQuery(state: .inbox)).count == 10)
    #expect(try await beta.arrival(of: test, messageID: "<none@x>") == nil)
    // Beta's own is as good as before.
    try await fixture.file([try mail(other.token, "7", to: [.filed(beta)], in: fixture)])
    #expect(try await beta.documents().map(\.state) == [.archived, .archived])
  }

  @Test func `a test that is a day old is none any more`() async throws {
    let fixture = try await StoreFixture()
    let acme = try await fixture.company()
    let old = try await acme.beginAddressTest(now: now.addingTimeInterval(-86_400))
    let young = try await acme.beginAddressTest(now: now.addingTimeInterval(-86_399))
    try await fixture.file([
      try mail(old.token, "1", to: [.filed(acme)], in: fixture),
      try mail(young.token, "2", to: [.filed(acme)], in: fixture),
    ])
    #expect(try await acme.documents(DocumentQuery(state: .archived)).count == 2)
    _ = try await acme.beginAddressTest(now: now)
    let rows = try await fixture.store.engine.read {
      try $0.value("SELECT count(*) FROM addressTest", as: Int.self)
    }
    #expect(rows == 2)
  }

  @Test func `what isn't filed is told by its Message-ID, and nothing of another company`()
    async throws
  {
    let fixture = try await StoreFixture()
    let acme = try await fixture.company()
    let beta = try await fixture.company("beta")
    try await fixture.file([try mail(nil, "before", to: [.unroutable], in: fixture)])
    let test = try await acme.beginAddressTest(now: now)
    try await fixture.file([try mail(nil, "beta's", to: [.filed(beta)], in: fixture)])
    #expect(try await acme.arrival(of: test, messageID: Self.identifier) == nil)
    let lost = try await fixture.file([
      try mail(test.token, "lost", to: [.unroutable], in: fixture)
    ])
    let arrival = try await acme.arrival(of: test, messageID: Self.identifier)
    #expect(arrival == AddressTest.Arrival(mail: lost[0].mail, isKnown: false))
    // Released to the company, it is the test's after all.
    let released = try mail(test.token, "lost", to: [.filed(acme)], in: fixture)
    _ = try await fixture.store.refile(
      lost[0].mail.id, as: released, kind: .release, by: .operator, now: now)
    #expect(
      try await acme.arrival(of: test, messageID: Self.identifier)?.isKnown == true)
  }

  @Test func `a company that is switched off is not tested`() async throws {
    let fixture = try await StoreFixture()
    let acme = try await fixture.company()
    var change = CompanyChange()
    change.active = .set(false)
    _ = try await acme.acting(as: .operator, at: now).editCompany(change)
    let error = await #expect(throws: StoreError.self) {
      _ = try await acme.beginAddressTest(now: now)
    }
    #expect(error?.description.contains("it is switched off") == true)
  }

  @Test func `when mail last came is the newest receipt, also behind an old archive`()
    async throws
  {
    let fixture = try await StoreFixture()
    let acme = try await fixture.company()
    #expect(try await acme.lastMail() == nil)
    try await fixture.file([try mail(nil, "new", to: [.filed(acme)], in: fixture)])
    var old = try mail(nil, "old", to: [.held(acme)], in: fixture)
    old.receivedAt = now.addingTimeInterval(-1_000_000)
    try await fixture.file([old])
    #expect(try await acme.lastMail() == now)
  }
}
