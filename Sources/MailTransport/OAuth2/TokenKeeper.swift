import Foundation
import Platform

/// Gives a login its access token: the one that is kept, or a new one where that has had its time.
///
/// One process at a time, of all that use a login, asks the token server, and keeps the tokens that
/// came, a new refresh token first of all, before anybody uses them. The others take the kept ones.
package actor TokenKeeper: CredentialSource {
  /// After the server has ended an agreement it isn't asked again for so long, unless something has
  /// changed; in seconds.
  private static let refusalPause: TimeInterval = 3_600
  /// A token that a mail server refuses though it is younger is not replaced, in seconds.
  private static let freshness: TimeInterval = 30
  /// A clock that is further away from the server's makes signed statements invalid, in seconds.
  private static let clockTolerance: TimeInterval = 20

  package nonisolated let client: OAuth2Client
  package nonisolated let server: TokenServer
  /// Files are written here, which blocks.
  private nonisolated let executor: QueueExecutor
  private nonisolated let vault: any TokenVault
  private let now: @Sendable () -> Date
  /// The last refusal of the token server, with the fingerprint that it refused.
  private var refusal: (error: TokenError, fingerprint: CredentialFingerprint, at: Date)?
  /// Tokens that the server gave and the disk has not taken yet, beside those that were kept when
  /// the server was asked.
  private var unsaved: (old: StoredTokens, new: StoredTokens)?

  package nonisolated var unownedExecutor: UnownedSerialExecutor {
    executor.asUnownedSerialExecutor()
  }

  package init(
    _ client: OAuth2Client, in vault: any TokenVault, now: @escaping @Sendable () -> Date
  ) {
    self.client = client
    server = TokenServer(client, now: now)
    executor = QueueExecutor(label: "tokens of \(client.subject)")
    self.vault = vault
    self.now = now
  }

  // MARK: Giving

  /// The token to log in with. Where it is time to renew it but no server does, the old one is
  /// given as long as it lives.
  package func credential(
    insteadOf refused: Credential?, sign: @escaping LifeSign
  ) async throws -> Credential {
    let tokens = try tokens()
    if let token = tokens.accessToken(before: tokens.renewalTime, now: now()),
      refused?.secret.value != token
    {
      return try credential(token)
    }
    do {
      return try credential(try await renew(insteadOf: refused, sign: sign))
    } catch {
      guard !Task.isCancelled, refused?.secret.value != tokens.accessToken,
        let token = tokens.accessToken(before: tokens.usableUntil, now: now())
      else { throw error }
      return try credential(token)
    }
  }

  private func credential(_ token: String) throws -> Credential {
    .token(try Secret(token), by: client.mechanism)
  }

  /// Renews the access token if it is time to, and tells when it will be the next time. Throws
  /// where it could not be renewed, though the old one may still live.
  package func renewInTime(sign: @escaping LifeSign) async throws -> Date {
    let kept = try tokens()
    if kept.accessToken(before: kept.renewalTime, now: now()) == nil {
      _ = try await renew(insteadOf: nil, sign: sign)
    }
    return try tokens().renewalTime ?? now()
  }

  /// The end of the access token that is kept; nil when there is none.
  package nonisolated func expiry() throws -> Date? {
    try tokens().expiresAt
  }

  package nonisolated func fingerprint() -> CredentialFingerprint {
    func text(_ read: () throws -> String?) -> String {
      do { return try read() ?? "none" } catch { return "\(error)" }
    }
    return CredentialFingerprint([
      text { try tokens().agreedAt.map { "\($0.timeIntervalSince1970)" } },
      text { try client.refreshToken?().value }, text { try client.clientSecret?().value },
      text { try client.signingKey?().pem },
    ])
  }

  // MARK: Keeping

  /// The tokens that are kept, unless the settings name another one by now.
  private nonisolated func tokens() throws -> StoredTokens {
    let kept = try vault.read().map(understood)
    guard let named = try configuredToken(isNeeded: kept?.refreshToken == nil) else {
      return kept ?? StoredTokens(account: client.account)
    }
    if let kept, kept.descend(from: named) { return kept }
    var tokens = StoredTokens(account: client.account)
    tokens.refreshToken = named.value
    tokens.configured = StoredTokens.digest(of: named)
    return tokens
  }

  private nonisolated func understood(_ bytes: [UInt8]) throws -> StoredTokens {
    do {
      return try StoredTokens(bytes)
    } catch {
      throw self.error(
        .secret, "the tokens kept in the store can't be understood", "run \(client.authorizing)")
    }
  }

  /// The token that the settings name. One that can't be read any more is missed only where none is
  /// kept.
  private nonisolated func configuredToken(isNeeded: Bool) throws -> Secret? {
    guard client.grant == .refreshToken, let read = client.refreshToken else { return nil }
    do {
      return try read()
    } catch {
      guard isNeeded else { return nil }
      throw self.error(.secret, "\(error)", "see refreshToken in the settings")
    }
  }

  /// Keeps what somebody has just agreed to, in place of all before.
  package func keep(_ grant: TokenGrant, sign: @escaping LifeSign) async throws {
    let lease = try await vault.hold(sign: sign)
    var tokens = StoredTokens(account: client.account)
    tokens.agreedAt = now()
    tokens.configured = StoredTokens.digest(of: try configuredToken(isNeeded: false))
    try write(tokens.renewed(by: grant, now: now()), at: lease)
    refusal = nil
    withExtendedLifetime(lease) {}
  }

  /// The tokens that are kept, after those that an earlier try could not write.
  private func saved(_ kept: StoredTokens, at lease: any TokenLease) throws -> StoredTokens {
    guard let unsaved else { return kept }
    if unsaved.old == kept { try write(unsaved.new, at: lease) }
    self.unsaved = nil
    return unsaved.old == kept ? unsaved.new : kept
  }

  private func write(_ tokens: StoredTokens, at lease: any TokenLease) throws {
    do {
      try lease.write(tokens.encoded())
    } catch {
      throw self.error(
        .notKept, "new tokens can't be kept: \(error)", "they are not used before they are")
    }
  }

  // MARK: Renewing

  /// A new access token, by this process or by one that was quicker.
  private func renew(
    insteadOf refused: Credential?, sign: @escaping LifeSign
  ) async throws -> String {
    try refuseAgain()
    let lease = try await vault.hold(sign: sign)
    defer { withExtendedLifetime(lease) {} }
    // The process that held the lock before may have been refused meanwhile.
    try refuseAgain()
    let tokens = try saved(tokens(), at: lease)
    if let token = tokens.accessToken(before: tokens.renewalTime, now: now()),
      refused?.secret.value != token || isFresh(tokens)
    {
      return token
    }
    do {
      try lease.prepare()
    } catch {
      throw self.error(.notKept, "no room for new tokens: \(error)", "the old ones were not spent")
    }
    let before = fingerprint()
    do {
      let grant = try await ask(for: tokens, sign: sign)
      let renewed = tokens.renewed(by: grant, now: now())
      unsaved = (tokens, renewed)
      _ = try saved(tokens, at: lease)
      refusal = nil
      return grant.accessToken
    } catch let error as TokenError where error.retryAdvice == .person {
      refusal = (error, before, now())
      throw error
    }
  }

  private func isFresh(_ tokens: StoredTokens) -> Bool {
    tokens.obtainedAt.map { now().timeIntervalSince($0) < Self.freshness } ?? false
  }

  /// Throws the server's refusal without asking again, while that is not worth while.
  private func refuseAgain() throws {
    guard let refusal else { return }
    let age = now().timeIntervalSince(refusal.at)
    if (0..<Self.refusalPause).contains(age), refusal.fingerprint == fingerprint() {
      throw refusal.error
    }
    self.refusal = nil
  }

  private func ask(
    for tokens: StoredTokens, sign: @escaping LifeSign
  ) async throws -> TokenGrant {
    let token = try tokens.refreshToken.map { try Secret($0) }
    guard client.grant != .refreshToken || token != nil else {
      throw error(
        .notAuthorized, "nobody has agreed yet that \(client.account) is used",
        "run \(client.authorizing)")
    }
    let lead = await server.clockLead
    do {
      return try await ask(token, sign)
    } catch let error as TokenError
      where client.grant == .jwtBearer && error.kind == .agreementEnded
    {
      // The statement's times were wrong by what the answer's Date has told now.
      guard abs(await server.clockLead - lead) > Self.clockTolerance else { throw error }
      return try await ask(token, sign)
    }
  }

  private func ask(_ token: Secret?, _ sign: LifeSign) async throws -> TokenGrant {
    let request: TokenRequest
    let serverTime = now() + (await server.clockLead)
    do {
      request = try .renewal(of: client, token, now: serverTime)
    } catch let unusable as RSASignature.Unusable {
      throw error(.secret, "privateKey \(unusable)", "put the service account's key there")
    } catch {
      throw self.error(.secret, "\(error)", "see oauth2 in the settings")
    }
    return try await server.answer(to: request, sign)
  }

  private nonisolated func error(
    _ kind: TokenError.Kind, _ message: String, _ suggestion: String
  ) -> TokenError {
    TokenError(of: client, kind, message, suggestion)
  }
}
