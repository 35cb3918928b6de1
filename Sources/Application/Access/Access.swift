import Foundation
import Platform
import Records
import Store

/// The people's way in: log-ins by address and password, sessions, and links that set passwords.
package struct Access: Sendable {
  let store: Store
  private let hashing: PasswordHashing
  private let now: @Sendable () -> Date

  package init(
    to store: Store, hashing: PasswordHashing = PasswordHashing(),
    now: @escaping @Sendable () -> Date
  ) {
    self.store = store
    self.hashing = hashing
    self.now = now
  }

  /// The answer to an attempt to log in.
  package enum Answer: Sendable {
    case entered(Entrance)
    /// Nobody has the address, or the password is another: nobody is told which.
    case wrong
    case tooMany(until: Date)
  }

  /// A session that has begun.
  package struct Entrance: Sendable {
    package let logIn: LogIn
    /// The secrets that the browser keeps.
    package let session: NewSession
  }

  /// Takes the same time whether somebody has the address or not. `browser` and `old` are what the
  /// browser has of earlier log-ins.
  package func logIn(
    _ email: String, _ password: String, from peer: String, browser: SecretToken? = nil,
    replacing old: SecretToken? = nil
  ) async throws -> Answer {
    try await hashing.requireRoom()
    let request = LogInRequest(
      email: String(TextLimit.name.beginning(of: email)), peer: peer, browser: browser)
    switch try await store.beginLogIn(request, now: now()) {
    case .tooMany(let end): return .tooMany(until: end)
    case .counted(let counted):
      guard try await hashing.matches(counted.password, password) else { return .wrong }
      let session = NewSession(browser: browser, replacing: old)
      guard let logIn = try await store.completeLogIn(counted, session, now: now()) else {
        return .wrong
      }
      return .entered(Entrance(logIn: logIn, session: session))
    }
  }

  /// The log-in of a session; nil where the session is over. `isUse` keeps it alive.
  package func logIn(of session: SecretToken, isUse: Bool = true) async throws -> LogIn? {
    try await store.logIn(of: session, isUse: isUse, now: now())
  }

  package func end(_ session: SecretToken) async throws { try await store.end(session) }

  package func endOthers(of logIn: LogIn, keeping session: SecretToken) async throws {
    try await store.endSessions(of: logIn.id, keeping: session)
  }

  // MARK: Passwords

  /// The link for somebody who has forgotten the password, with its secret; nil where none is sent.
  package func renewalLink(for email: String) async throws -> SentLink? {
    let token = SecretToken.random()
    let link = try await store.makeRenewalLink(for: email, token, now: now())
    return link.map { SentLink(link: $0, token: token) }
  }

  /// The link of a secret; nil where it is dead.
  package func link(_ token: SecretToken) async throws -> PasswordLink? {
    try await store.passwordLink(token, now: now())
  }

  /// Sets the password of a link's address, and logs in; nil where the link is dead.
  package func setPassword(
    _ password: String, by token: SecretToken, browser: SecretToken? = nil
  ) async throws -> Entrance? {
    guard let link = try await link(token) else { return nil }
    let hash = try await hashing.hash(FieldRule.password(password, email: link.email))
    let session = NewSession(browser: browser, replacing: nil)
    let logIn = try await store.setPassword(by: token, hash, session, now: now())
    return logIn.map { Entrance(logIn: $0, session: session) }
  }

  /// The answer to a wish to change a password.
  package enum ChangeAnswer: Sendable, Equatable {
    case changed
    /// The old password is another.
    case wrong
    case tooMany(until: Date)
  }

  /// Changes the password from within a session, which alone goes on.
  package func changePassword(
    of logIn: LogIn, from old: String, to new: String, in session: SecretToken, peer: String
  ) async throws -> ChangeAnswer {
    let checked = try FieldRule.password(new, email: logIn.email)
    let request = LogInRequest(email: logIn.email, peer: peer, browser: nil)
    switch try await store.beginLogIn(request, now: now()) {
    case .tooMany(let end): return .tooMany(until: end)
    case .counted(let counted):
      guard try await hashing.matches(counted.password, old) else { return .wrong }
      let hash = try await hashing.hash(checked)
      let isDone = try await store.changePassword(
        of: logIn, counted, hash, keeping: session, now: now())
      return isDone ? .changed : .wrong
    }
  }
}

/// A link with its secret, as a mail carries it.
package struct SentLink: Sendable {
  package let link: PasswordLink
  package let token: SecretToken

  package init(link: PasswordLink, token: SecretToken) {
    self.link = link
    self.token = token
  }

  /// `https://crm.example.fi/password/…`
  package func url(at origin: String) -> String { "\(origin)/password/\(token.text)" }
}
