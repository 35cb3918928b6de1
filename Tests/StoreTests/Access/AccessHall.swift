import Foundation
import Platform
import Records
import Testing

@testable import Store

/// A company with two persons, who may be invited to log in.
struct AccessHall {
  let fixture: StoreFixture
  let acme: CompanyScope
  let matti: PersonID
  let maija: PersonID

  var store: Store { fixture.store }

  init() async throws {
    fixture = try await StoreFixture()
    acme = try await fixture.company()
    let company = acme.acting(as: .operator, at: now)
    matti = try await company.addPerson(
      NewPerson(name: "Matti", email: "matti@acme.example")
    ).id
    maija = try await company.addPerson(
      NewPerson(name: "Maija", email: "maija@acme.example")
    ).id
  }

  func invite(_ person: PersonID) async throws -> SecretToken {
    let token = SecretToken.random()
    _ = try await acme.acting(as: .operator, at: now)
      .makePasswordLink(.invitation, for: person, token)
    return token
  }

  func enter(
    by token: SecretToken, _ session: NewSession = NewSession(browser: nil, replacing: nil)
  ) async throws -> LogIn? {
    try await store.setPassword(by: token, cheapHash("salasana"), session, now: now)
  }

  /// An attempt that was counted; nil when too many have failed.
  func attempt(
    _ email: String, from peer: String = "192.0.2.1", browser: SecretToken? = nil,
    at moment: Date = now
  ) async throws -> CountedLogIn? {
    let request = LogInRequest(email: email, peer: peer, browser: browser)
    guard case .counted(let counted) = try await store.beginLogIn(request, now: moment) else {
      return nil
    }
    return counted
  }

  func find(_ id: LogInID) async throws -> LogIn? {
    try await store.engine.read { try LogIn.find(id, in: $0) }
  }
}
