import Foundation
import Synchronization
import TestKit
import Testing

@testable import MailTransport

/// Access tokens are given, renewed, kept and refused.
@Suite struct TokenKeeperTests {
  @Test func `a token is asked for once and then taken from where it is kept`() async throws {
    let place = try TokenPlace()
    #expect(try await place.token() == "access-1")
    #expect(try await place.token() == "access-1")
    #expect(try await place.token(from: place.another()) == "access-1")
    #expect(place.server.now.grants == 1)
    #expect(place.server.now.requests.map { $0["grant_type"] } == ["refresh_token"])
  }

  @Test func `a token is renewed while a tenth of an hour is left`() async throws {
    let place = try TokenPlace()
    #expect(try await place.token() == "access-1")
    place.clock.advance(3_600 - 601)
    #expect(try await place.token() == "access-1")
    place.clock.advance(2)
    #expect(try await place.token() == "access-2")
  }

  @Test(arguments: [-600.0, -3, 600])
  func `a clock that is set does not leave a login without a good token`(
    seconds: TimeInterval
  ) async throws {
    let place = try TokenPlace()
    _ = try await place.token()
    place.clock.advance(seconds)
    #expect(try await place.token() == (seconds < 0 ? "access-2" : "access-1"))
  }

  @Test func `a rotated token is kept before the access token is given`() async throws {
    let place = try TokenPlace { $0.rotates = true }
    for turn in 1...5 {
      #expect(try await place.token() == "access-\(turn)")
      #expect(try place.vault.tokens?.refreshToken == "refresh-\(turn)")
      place.clock.advance(3_601)
    }
    #expect(place.server.now.refreshTokens == ["refresh-5"])
  }

  @Test func `many at once ask the token server once`() async throws {
    let place = try TokenPlace { $0.rotates = true }
    let tokens = try await withThrowingTaskGroup(of: String.self) { group in
      for _ in 0..<20 { group.addTask { try await place.token(from: place.another()) } }
      return try await group.reduce(into: Set()) { $0.insert($1) }
    }
    #expect(tokens == ["access-1"])
    #expect(place.server.now.requests.count == 1)
  }

  @Test func `a token that a mail server refuses is replaced, but not while it is fresh`()
    async throws
  {
    let place = try TokenPlace()
    let first = try await place.keeper.credential(insteadOf: nil, sign: { _ in })
    #expect(try await place.token(insteadOf: first) == "access-1")
    place.clock.advance(60)
    #expect(try await place.token(insteadOf: first) == "access-2")
  }

  @Test func `an ended agreement is one line, and is asked for once an hour`() async throws {
    let place = try TokenPlace { $0.refreshTokens = [] }
    let error = await #expect(throws: TokenError.self) { try await place.token() }
    #expect(
      error.map { "\($0)" }
        == "127.0.0.1 gives no token for documents (invalid_grant: AADSTS70008: The refresh "
        + "token ••• has expired.); authorise again: minicrm mailbox authorize documents")
    #expect(error?.retryAdvice == .person)
    await #expect(throws: TokenError.self) { try await place.token() }
    #expect(place.server.now.requests.count == 1)
    place.clock.advance(3_601)
    await #expect(throws: TokenError.self) { try await place.token() }
    #expect(place.server.now.requests.count == 2)
  }

  @Test func `a token that the operator writes anew replaces the kept one at once`() async throws {
    let place = try TokenPlace { $0.rotates = true }
    #expect(try await place.token() == "access-1")
    place.server.revokeAll()
    place.clock.advance(3_601)
    await #expect(throws: TokenError.self) { try await place.token() }
    let before = place.keeper.fingerprint()
    place.server.change { $0.refreshTokens = ["refresh-new"] }
    place.configured.set("refresh-new")
    #expect(place.keeper.fingerprint() != before)
    #expect(try await place.token() == "access-2")
    #expect(place.server.now.requests.last?["refresh_token"] == "refresh-new")
  }

  @Test func `the kept token comes before the one in the settings that it descends from`()
    async throws
  {
    let place = try TokenPlace { $0.rotates = true }
    _ = try await place.token()
    place.clock.advance(3_601)
    _ = try await place.token(from: place.another())
    #expect(place.server.now.requests.map { $0["refresh_token"] } == ["refresh-0", "refresh-1"])
  }

  @Test func `without room for new tokens the old one is not spent`() async throws {
    let place = try TokenPlace { $0.rotates = true }
    place.vault.state.withLock { $0.hasRoom = false }
    let error = await #expect(throws: TokenError.self) { try await place.token() }
    #expect(error?.kind == .notKept)
    #expect(place.server.now.requests.isEmpty)
  }

  @Test func `what could not be written is written at the next try and nothing is lost`()
    async throws
  {
    let place = try TokenPlace { $0.rotates = true }
    place.vault.state.withLock { $0.failingWrites = 1 }
    let error = await #expect(throws: TokenError.self) { try await place.token() }
    #expect(error?.kind == .notKept)
    #expect(try await place.token() == "access-1")
    #expect(try place.vault.tokens?.refreshToken == "refresh-1")
    #expect(place.server.now.requests.count == 1)
  }

  @Test(arguments: [
    FakeTokenServer.Answer.reply(500, "oops"), .reply(503, "{\"error\":\"server_error\"}"),
    .reply(200, "not json"), .reply(200, "{}"), .reply(302, ""),
    .reply(200, "{\"access_token\":\"a b\"}"), .reply(200, "{\"access_token\":\"a\\r\\nb\"}"),
    .reply(200, "{\"access_token\":\"a\",\"token_type\":\"mac\"}"), .doneUntold,
    .reply(200, String(repeating: "x", count: 2 << 20)),
  ])
  func `a server in trouble leaves the token that still lives in use`(
    answer: FakeTokenServer.Answer
  ) async throws {
    let place = try TokenPlace()
    #expect(try await place.token() == "access-1")
    place.clock.advance(3_100)
    place.server.plan(answer)
    #expect(try await place.token() == "access-1")
    place.clock.advance(600)
    place.server.plan(answer)
    let error = await #expect(throws: TokenError.self) { try await place.token() }
    #expect(error?.kind == .unavailable(nil))
    #expect(try await place.token() != "access-1")
  }

  @Test func `a renewal ahead of time that fails is told though the old token lives`() async throws
  {
    let place = try TokenPlace()
    #expect(try await place.keeper.renewInTime(sign: { _ in }) == place.clock.now + 3_000)
    place.clock.advance(3_100)
    place.server.plan(.reply(500, ""))
    await #expect(throws: TokenError.self) { try await place.keeper.renewInTime(sign: { _ in }) }
    #expect(try await place.keeper.renewInTime(sign: { _ in }) == place.clock.now + 3_000)
  }

  @Test(arguments: ["", "{}", "{\"version\":2,\"account\":\"x\"}", "\u{0}\u{1}"])
  func `a damaged file of tokens is told, and mended by agreeing again`(text: String) async throws {
    let place = try TokenPlace()
    place.vault.state.withLock { $0.bytes = Array(text.utf8) }
    let error = await #expect(throws: TokenError.self) { try await place.token() }
    #expect(error?.description.contains("run minicrm mailbox authorize documents") == true)
    let grant = TokenGrant(accessToken: "given", lifetime: 3_600, refreshToken: "refresh-0")
    try await place.keeper.keep(grant, sign: { _ in })
    #expect(try await place.token() == "given")
  }

  @Test func `a server that hangs ends by the timeout`() async throws {
    let place = try TokenPlace(timeout: .milliseconds(300))
    place.server.plan(.silence)
    let error = await #expect(throws: TokenError.self) { try await place.token() }
    #expect(error?.kind == .unavailable(nil))
    #expect(error?.message.contains("no answer within") == true)
  }

  @Test func `the client's own credentials give tokens without a refresh token`() async throws {
    let place = try TokenPlace(grant: .clientCredentials) { $0.clientSecret = "hush&=" }
    #expect(try await place.token() == "access-1")
    let request = try #require(place.server.now.requests.first)
    #expect(
      request == [
        "grant_type": "client_credentials", "scope": "mail", "client_id": "crm",
        "client_secret": "hush&=",
      ])
    #expect(try place.vault.tokens?.refreshToken == nil)
  }

  @Test func `a refused client is told apart from an ended agreement`() async throws {
    let place = try TokenPlace(grant: .clientCredentials) { $0.clientSecret = "other" }
    let error = await #expect(throws: TokenError.self) { try await place.token() }
    #expect(error?.kind == .clientRefused)
    #expect(error?.description.contains("check clientID, clientSecret and scope") == true)
  }

  @Test(arguments: [-600.0, 0, 600])
  func `a signed statement is timely though the clocks are ten minutes apart`(
    lead: TimeInterval
  ) async throws {
    let place = try await TokenPlace.signing { $0.clockLead = lead }
    #expect(try await place.token() == "access-1")
    #expect(place.server.now.requests.count == (lead == 0 ? 1 : 2))
  }

  @Test func `nothing that is told or shown holds a token`() async throws {
    let place = try TokenPlace { $0.rotates = true }
    let credential = try await place.keeper.credential(insteadOf: nil, sign: { _ in })
    #expect("\(credential)".contains("access-1") == false)
    #expect(String(reflecting: credential).contains("access-1") == false)
  }

  @Test(arguments: [
    (
      "eyJzdGF0dXMiOiI0MDAiLCJzY2hlbWVzIjoiQmVhcmVyIiwi"
        + "c2NvcGUiOiJodHRwczovL21haWwuZ29vZ2xlLmNvbS8ifQ==",
      "status 400, scope https://mail.google.com/, schemes Bearer"
    ),
    ("eyJzdGF0dXMiOjQwMX0=", "status 401"), ("UGFzc3dvcmQ6", nil), ("", nil), ("!!", nil),
  ])
  func `the JSON of a refusal is told in words`(base64: String, words: String?) {
    #expect(TokenChallenge(base64: base64)?.words == words)
  }
}
