import Foundation
import Platform
import Records

@testable import Store

extension StoreVerb {
  /// Log-ins, sessions, and links that set passwords.
  static let access = [
    StoreVerb("ActingCompany.makePasswordLink(_:for:_:)") { desk in
      _ = try await desk.invited()
    },
    StoreVerb("Store.passwordLink(_:now:)") { desk in
      _ = try await desk.store.passwordLink(try await desk.invited(), now: now)
    },
    StoreVerb("Store.setPassword(by:_:_:now:)") { desk in
      _ = try await desk.entered()
    },
    StoreVerb("Store.makeRenewalLink(for:_:now:)") { desk in
      _ = try await desk.entered()
      let token = SecretToken.random()
      _ = try await desk.store.makeRenewalLink(for: "matti@acme.example", token, now: now)
      _ = try await desk.store.passwordLink(token, now: now)
    },
    StoreVerb("Store.beginLogIn(_:now:)") { desk in
      let session = try await desk.entered()
      for browser in [nil, session.browser] {
        _ = try await desk.counted(browser)
      }
    },
    StoreVerb("Store.completeLogIn(_:_:now:)") { desk in
      let old = try await desk.entered()
      guard let counted = try await desk.counted(nil) else { return }
      let session = NewSession(browser: old.browser, replacing: old.token)
      _ = try await desk.store.completeLogIn(counted, session, now: now)
    },
    StoreVerb("Store.logIn(of:isUse:now:)") { desk in
      let session = try await desk.entered()
      _ = try await desk.store.logIn(of: session.token, now: now + 3_600)
    },
    StoreVerb("Store.end(_:)") { try await $0.store.end(try await $0.entered().token) },
    StoreVerb("Store.endSessions(of:keeping:)") { desk in
      let session = try await desk.entered()
      guard let logIn = try await desk.store.logIn(of: session.token, now: now) else { return }
      try await desk.store.endSessions(of: logIn.id, keeping: session.token)
    },
    StoreVerb("Store.changePassword(of:_:_:keeping:now:)") { desk in
      let session = try await desk.entered()
      guard let logIn = try await desk.store.logIn(of: session.token, now: now),
        let counted = try await desk.counted(nil)
      else { return }
      _ = try await desk.store.changePassword(
        of: logIn, counted, cheapHash("toinen salasana"), keeping: session.token, now: now)
    },
  ]
}

extension PlanDesk {
  fileprivate func invited() async throws -> SecretToken {
    let token = SecretToken.random()
    _ = try await scope.acting(as: .operator, at: now)
      .makePasswordLink(.invitation, for: person, token)
    return token
  }

  fileprivate func entered() async throws -> NewSession {
    let session = NewSession(browser: nil, replacing: nil)
    _ = try await store.setPassword(
      by: try await invited(), cheapHash("salasana"), session, now: now)
    return session
  }

  fileprivate func counted(_ browser: SecretToken?) async throws -> CountedLogIn? {
    let request = LogInRequest(
      email: "matti@acme.example", peer: "192.0.2.1", browser: browser)
    guard case .counted(let counted) = try await store.beginLogIn(request, now: now) else {
      return nil
    }
    return counted
  }
}

/// The hash of a password, at the least cost.
func cheapHash(_ password: String) -> PasswordHash {
  PasswordHash(of: password, cost: Scrypt.Cost(rounds: 1, blockSize: 1, parallelism: 1))
}
