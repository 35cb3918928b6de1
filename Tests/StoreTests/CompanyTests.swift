import Foundation
import Records
import Testing

@testable import Platform
@testable import Store

@Suite struct CompanyTests {
  @Test func `a company is shown as it was added`() async throws {
    let fixture = try await StoreFixture()
    let added = try await fixture.store.addCompany(
      NewCompany(
        name: "  Acme Oy ", slug: "acme", businessID: "1572860-0", language: .swedish,
        timeZone: "Europe/Stockholm", reminderDays: [0, 7, 1, 7], reminderAt: TimeOfDay("07:30")))
    #expect(added.name == "Acme Oy")
    #expect(added.reminderDays == [7, 1, 0])
    #expect(added.active)
    #expect(try await fixture.store.companies() == [added])
    #expect(try await fixture.store.company(slug: "acme")?.company() == added)
    #expect(try await fixture.store.company(slug: "nobody") == nil)
  }

  @Test(arguments: [
    "", "-acme", "acme-", "Acme", "ac me", "äcme", "acme\n",
    String(repeating: "a", count: 41),
  ])
  func `a slug that can't stand in an address is refused`(slug: String) async throws {
    let fixture = try await StoreFixture()
    let error = await #expect(throws: StoreError.self) {
      _ = try await fixture.company(slug)
    }
    guard case .refused = error?.kind else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func `a slug belongs to one company`() async throws {
    let fixture = try await StoreFixture()
    _ = try await fixture.company("acme")
    let error = await #expect(throws: StoreError.self) { _ = try await fixture.company("acme") }
    #expect(error?.description == "slug “acme”: another company has it; choose another")
    let other = try await fixture.company("beta")
    var change = CompanyChange()
    change.slug = .set("acme")
    await #expect(throws: StoreError.self) {
      _ = try await other.acting(as: .operator, at: now).editCompany(change)
    }
  }

  @Test(arguments: [
    ("1572860-0", "1572860-0"), ("0737546-2", "0737546-2"), ("fi15728600", "FI15728600"),
    ("SE556703748501", "SE556703748501"), ("  ", nil),
  ])
  func `a business id is a Y-tunnus or a VAT number`(given: String, stored: String?) throws {
    #expect(try FieldRule.businessID(given) == stored)
  }

  @Test(arguments: ["1572860-1", "157286-0", "FI15728601", "ZZ123456", "abc", "1234567-8"])
  func `a business id with a wrong form or check digit is refused`(id: String) {
    #expect(throws: Refusal.self) { try FieldRule.businessID(id) }
  }

  @Test(arguments: ["Europe/Nowhere", "EET+2", "GMT+3", "", "Helsinki"])
  func `a time zone that IANA doesn't know is refused`(zone: String) {
    #expect(throws: Refusal.self) {
      try FieldRule.timeZone(
        FieldRule.timeZone(zone), isKnown: ZoneDirectory.system.knows)
    }
  }

  @Test(arguments: ["8:0", "24:00", "08:60", "08:00 ", ""])
  func `a reminder time that is none is refused`(time: String) {
    #expect(throws: Refusal.self) { try FieldRule.reminderAt(time) }
  }

  @Test func `an edit changes what it names and can empty a field`() async throws {
    let fixture = try await StoreFixture()
    let added = try await fixture.store.addCompany(
      NewCompany(
        name: "Acme", slug: "acme", businessID: "1572860-0", reminderAt: TimeOfDay("08:00")))
    let scope = fixture.store.company(added.id)
    var change = CompanyChange()
    change.businessID = .set(nil)
    change.active = .set(false)
    let edited = try await scope.acting(as: .operator, at: now).editCompany(change)
    #expect(edited.businessID == nil)
    #expect(edited.reminderAt == TimeOfDay("08:00"))
    #expect(!edited.active)
    #expect(edited.token == added.token)
    #expect(try await scope.company() == edited)
  }

  @Test func `a secret has 130 random bits in a-z2-7`() {
    let secrets = Set((0..<1_000).map { _ in AddressSecret.random() })
    #expect(secrets.count == 1_000)
    #expect(secrets.allSatisfy { $0.wholeMatch(of: /[a-z2-7]{26}/) != nil })
    #expect(Set(secrets.joined()).count == 32)
  }

  @Test func `only slug and secret together lead to a company`() async throws {
    let fixture = try await StoreFixture()
    let acme = try await fixture.company("acme").company()
    let beta = try await fixture.company("beta").company()
    let found = try await fixture.recipients([
      AddressToken(slug: "beta", token: beta.token),
      AddressToken(slug: "acme", token: beta.token),
      AddressToken(slug: "acme", token: ""),
      AddressToken(slug: "acme", token: String(acme.token.dropLast())),
      AddressToken(slug: "nobody", token: acme.token),
      AddressToken(slug: "ACME", token: acme.token.uppercased()),
      AddressToken(slug: "acme", token: acme.token),
    ])
    #expect(found == [beta, acme])
  }

  @Test func `a rotated address stops working at once`() async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    let old = try await scope.company().token
    let new = try await scope.acting(as: .operator, at: now).rotateAddress().token
    #expect(
      try await fixture.recipients([AddressToken(slug: "acme", token: old)]).isEmpty)
    #expect(
      try await fixture.recipients([AddressToken(slug: "acme", token: new)]).count == 1)
  }

  @Test func `an address that is rotated with a grace works on for mail that comes within it`()
    async throws
  {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    let company = scope.acting(as: .operator, at: now)
    let first = AddressToken(slug: "acme", token: try await scope.company().token)
    let second = AddressToken(
      slug: "acme", token: try await company.rotateAddress(grace: 14).token)
    for (days, isKnown) in [(0, true), (13, true), (14, false), (60, false)] {
      let moment = now + TimeInterval(days * 86_400)
      #expect(try await fixture.recipients([first], of: moment).isEmpty != isKnown, "\(days)")
      #expect(try await fixture.recipients([second], of: moment).count == 1)
    }
    let text = try await scope.log.search(LogQuery(kinds: [.addressRotated])).entries.first?.text
    #expect(text == "Yrityksen postiosoite vaihdettiin, vanha toimii 16.3.2026 asti")
    // Without a grace all older ones end.
    _ = try await company.rotateAddress()
    #expect(try await fixture.recipients([first, second]).isEmpty)
    for days in [0, 61] {
      await #expect(throws: StoreError.self) { try await company.rotateAddress(grace: days) }
    }
  }
}
