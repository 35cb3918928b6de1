import Foundation
import Platform
import Synchronization
import TestKit

@testable import MailTransport

/// A token server, and a keeper of the tokens of one login.
final class TokenPlace: Sendable {
  let server: FakeTokenServer
  let vault = MemoryVault()
  let clock = SetClock()
  /// The token that the settings name.
  let configured = Box("refresh-0")
  let keeper: TokenKeeper
  let client: OAuth2Client

  init(
    grant: OAuth2Client.Grant = .refreshToken, timeout: Duration = .seconds(20),
    key: SigningKey? = nil, _ change: (inout FakeTokenServer.State) -> Void = { _ in }
  ) throws {
    server = try FakeTokenServer()
    server.change(change)
    let configured = configured
    let given = server.now.clientSecret == "other" ? "wrong" : server.now.clientSecret
    var secret: OAuth2Client.SecretReading?
    if let given { secret = { try Secret(given) } }
    var signingKey: (@Sendable () throws -> SigningKey)?
    if let key { signingKey = { key } }
    var refreshToken: OAuth2Client.SecretReading?
    if grant == .refreshToken { refreshToken = { try Secret(configured.value) } }
    client = OAuth2Client(
      subject: "mailbox documents", account: "documents",
      authorizing: "minicrm mailbox authorize documents",
      endpoint: try HTTPEndpoint("\(server.url)/token", timeout: timeout), grant: grant,
      clientID: "crm", clientSecret: secret, scope: "mail", mechanism: .xoauth2,
      refreshToken: refreshToken, signingKey: signingKey, issuer: "crm@example.fi",
      tokenSubject: nil)
    let clock = clock
    keeper = TokenKeeper(client, in: vault, now: { clock.now })
  }

  /// One whose login signs statements.
  static func signing(
    _ change: (inout FakeTokenServer.State) -> Void
  ) async throws -> TokenPlace {
    let key = try await Program.mustRun(
      "openssl", ["genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"])
    return try TokenPlace(grant: .jwtBearer, key: SigningKey(file: key), change)
  }

  /// Another process's keeper of the same tokens.
  func another() -> TokenKeeper {
    let clock = clock
    return TokenKeeper(client, in: vault, now: { clock.now })
  }

  func token(
    from keeper: TokenKeeper? = nil, insteadOf refused: Credential? = nil
  ) async throws -> String {
    try await (keeper ?? self.keeper)
      .credential(insteadOf: refused, sign: { _ in }).secret.value
  }
}

/// A clock that moves when it is told to.
final class SetClock: Sendable {
  private let instant = Mutex(Date(timeIntervalSince1970: Date().timeIntervalSince1970.rounded()))

  var now: Date { instant.withLock(\.self) }

  func advance(_ seconds: TimeInterval) { instant.withLock { $0 += seconds } }
}

/// A text that may be replaced.
final class Box: Sendable {
  private let text: Mutex<String>

  init(_ text: String) { self.text = Mutex(text) }

  var value: String { text.withLock(\.self) }

  func set(_ value: String) { text.withLock { $0 = value } }
}

/// Tokens in memory, which one at a time may replace.
final class MemoryVault: TokenVault {
  struct State {
    var bytes: [UInt8]?
    var hasRoom = true
    var failingWrites = 0
  }

  let state = Mutex(State())
  private let turns = Turns()

  var tokens: StoredTokens? {
    get throws { try read().map { try StoredTokens($0) } }
  }

  func read() throws -> [UInt8]? { state.withLock(\.bytes) }

  func hold(sign: @escaping LifeSign) async throws -> any TokenLease {
    await turns.take()
    return Desk(self)
  }

  private struct DiskFull: Error {}

  private final class Desk: TokenLease {
    private let vault: MemoryVault

    init(_ vault: MemoryVault) { self.vault = vault }

    deinit {
      let turns = vault.turns
      Task { await turns.pass() }
    }

    func prepare() throws {
      if vault.state.withLock({ !$0.hasRoom }) { throw DiskFull() }
    }

    func write(_ bytes: [UInt8]) throws {
      try vault.state.withLock { state in
        if state.failingWrites > 0 {
          state.failingWrites -= 1
          throw DiskFull()
        }
        state.bytes = bytes
      }
    }
  }

  private actor Turns {
    private var isTaken = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    func take() async {
      guard isTaken else {
        isTaken = true
        return
      }
      await withCheckedContinuation { waiting.append($0) }
    }

    func pass() {
      guard !waiting.isEmpty else {
        isTaken = false
        return
      }
      waiting.removeFirst().resume()
    }
  }
}
