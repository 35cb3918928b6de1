import Foundation
import Platform
import Records
import Testing

@testable import Store

@Suite struct LogInTests {
  @Test func `an invitation works once, and only for the address that it was sent to`()
    async throws
  {
    let hall = try await AccessHall()
    let token = try await hall.invite(hall.matti)
    let link = try #require(try await hall.store.passwordLink(token, now: now))
    #expect(link.purpose == .invitation && link.email == "matti@acme.example")
    #expect(try await hall.store.passwordLink(token, now: now + 7 * 86_400) == nil)

    let logIn = try #require(try await hall.enter(by: token))
    #expect(logIn.memberships.map(\.person.id) == [hall.matti])
    #expect(try await hall.store.passwordLink(token, now: now) == nil)
    #expect(try await hall.enter(by: token) == nil)

    let other = try await hall.invite(hall.maija)
    var change = PersonChange()
    change.email = .set("toinen@acme.example")
    _ = try await hall.acme.acting(as: .operator, at: now).editPerson(hall.maija, change)
    #expect(try await hall.enter(by: other) == nil)
  }

  @Test func `a later link of a person ends the one before`() async throws {
    let hall = try await AccessHall()
    let (first, second) = (try await hall.invite(hall.matti), try await hall.invite(hall.matti))
    #expect(try await hall.store.passwordLink(first, now: now) == nil)
    #expect(try await hall.store.passwordLink(second, now: now) != nil)
  }

  @Test func `a row with somebody's address doesn't get into their companies, nor they into its`()
    async throws
  {
    let hall = try await AccessHall()
    let logIn = try #require(try await hall.enter(by: try await hall.invite(hall.matti)))
    let beta = try await hall.fixture.company("beta")
    let twin = try await beta.acting(as: .operator, at: now).addPerson(
      NewPerson(name: "Matti", email: "Matti@ACME.example", role: .admin))
    let same = try #require(try await hall.find(logIn.id))
    #expect(same.memberships.map(\.company.slug) == ["acme"])

    let (token, later) = (SecretToken.random(), try await hall.invite(hall.matti))
    _ = try await beta.acting(as: .operator, at: now)
      .makePasswordLink(.invitation, for: twin.id, token)
    // One company's invitation, used, leaves the other's.
    _ = try #require(try await hall.enter(by: later))
    let both = try #require(try await hall.enter(by: token))
    #expect(both.id == logIn.id && both.memberships.map(\.company.slug) == ["acme", "beta"])
    #expect(both.memberships.map(\.person.role) == [.member, .admin])
  }

  @Test func `a row whose address changes leaves the log-in, whose sessions end`() async throws {
    let hall = try await AccessHall()
    let session = NewSession(browser: nil, replacing: nil)
    _ = try await hall.enter(by: try await hall.invite(hall.matti), session)
    var change = PersonChange()
    change.name = .set("Matti Uusi")
    let company = hall.acme.acting(as: .operator, at: now)
    _ = try await company.editPerson(hall.matti, change)
    #expect(try await hall.store.logIn(of: session.token, now: now) != nil)

    change.email = .set("hyökkääjä@evil.example")
    _ = try await company.editPerson(hall.matti, change)
    #expect(try await hall.store.logIn(of: session.token, now: now) == nil)
    let attempt = try await hall.attempt("matti@acme.example")
    #expect(attempt?.logIn == nil)
  }

  @Test func `a removed person is out, and in again when restored`() async throws {
    let hall = try await AccessHall()
    let session = NewSession(browser: nil, replacing: nil)
    _ = try await hall.enter(by: try await hall.invite(hall.matti), session)
    let company = hall.acme.acting(as: .operator, at: now)
    _ = try await company.removePerson(hall.matti)
    #expect(try await hall.store.logIn(of: session.token, now: now) == nil)
    _ = try await company.restorePerson(hall.matti)
    #expect(try await hall.store.logIn(of: session.token, now: now) != nil)
  }

  @Test func `an erased person leaves no log-in`() async throws {
    let hall = try await AccessHall()
    _ = try await hall.enter(by: try await hall.invite(hall.matti))
    _ = try await hall.acme.acting(as: .operator, at: now).erasePerson(hall.matti)
    let rows = try await hall.store.engine.read { transaction in
      try transaction.values("SELECT email FROM logIn", as: String.self)
        + transaction.values("SELECT email FROM passwordLink", as: String.self)
    }
    #expect(rows == [])
  }

  @Test func `a session ends after twelve hours without use, and after thirty days`()
    async throws
  {
    let hall = try await AccessHall()
    let session = NewSession(browser: nil, replacing: nil)
    _ = try await hall.enter(by: try await hall.invite(hall.matti), session)
    var moment = now
    let end = now + 30 * 86_400
    while moment + 11 * 3_600 < end {
      moment += 11 * 3_600
      #expect(try await hall.store.logIn(of: session.token, now: moment) != nil)
    }
    #expect(try await hall.store.logIn(of: session.token, now: end) == nil)

    let other = NewSession(browser: nil, replacing: nil)
    _ = try await hall.enter(by: try await hall.invite(hall.matti), other)
    let unused = now + 11 * 3_600
    #expect(
      try await hall.store.logIn(of: other.token, isUse: false, now: unused) != nil)
    #expect(try await hall.store.logIn(of: other.token, now: now + 12 * 3_600) == nil)
  }

  @Test func `a new password ends all other sessions, and is told in each company's log`()
    async throws
  {
    let hall = try await AccessHall()
    let (first, second) = (
      NewSession(browser: nil, replacing: nil), NewSession(browser: nil, replacing: nil)
    )
    _ = try await hall.enter(by: try await hall.invite(hall.matti), first)
    let counted = try #require(try await hall.attempt("matti@acme.example"))
    let logIn = try #require(try await hall.store.completeLogIn(counted, second, now: now))
    let again = try #require(try await hall.attempt("matti@acme.example"))
    #expect(
      try await hall.store.changePassword(
        of: logIn, again, cheapHash("uusi"), keeping: second.token, now: now))
    #expect(try await hall.store.logIn(of: first.token, now: now) == nil)
    #expect(try await hall.store.logIn(of: second.token, now: now) != nil)
    // An attempt that had compared the old password comes too late.
    let late = NewSession(browser: nil, replacing: nil)
    #expect(try await hall.store.completeLogIn(counted, late, now: now) == nil)
    let entries = try await hall.acme.log.search(LogQuery(kinds: [.passwordChanged])).entries
    #expect(entries.map(\.personEmail) == Array(repeating: "matti@acme.example", count: 2))
  }

  @Test func `only so many links are sent to an address that has forgotten its password`()
    async throws
  {
    let hall = try await AccessHall()
    _ = try await hall.enter(by: try await hall.invite(hall.matti))
    var links = 0
    for _ in 0..<8 {
      let link = try await hall.store.makeRenewalLink(
        for: "MATTI@acme.example", .random(), now: now)
      links += link == nil ? 0 : 1
    }
    #expect(links == 5)
    let unknown = try await hall.store.makeRenewalLink(
      for: "maija@acme.example", .random(), now: now)
    #expect(unknown == nil, "a person who was never invited has no log-in")
  }
}
