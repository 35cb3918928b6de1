import Foundation
import TestKit
import Testing

/// Kills around the moment at which a refresh token is replaced by another.
@Suite(.timeLimit(.minutes(10))) struct TokenCrashTests {
  /// The seed of a run that failed can be given by MINICRM_SEED.
  @Test(arguments: [false, true])
  func `no token that was used is lost by a kill, and the last one is tried once`(
    endsSpentTokens: Bool
  ) async throws {
    var random = SeededGenerator()
    let seed = random.seed
    let place = try await TokenInstallation {
      $0.rotates = true
      $0.lifetime = 1
      $0.endsSpentTokens = endsSpentTokens
    }
    try await place.minicrm.addCompany()
    let way = TokenCrashWay(
      command: ["ingest", "--once"], agreeing: "minicrm mailbox authorize documents")
    try await way.kill(25, place, endsSpentTokens, seed, &random)
  }

  /// The same while a mail is to be sent. Postfix needs root.
  @Test(.enabled(if: getuid() == 0))
  func `no token that was used to send is lost by a kill`() async throws {
    var random = SeededGenerator()
    let seed = random.seed
    let place = try await TokenInstallation {
      $0.rotates = true
      $0.lifetime = 1
    }
    let postfix = try await Postfix.start(deliveringTo: place.dovecot)
    try place.configureSending(postfix, "XOAUTH2")
    try await place.minicrm.addCompany()
    let way = TokenCrashWay(
      command: ["reminder", "test", "--to", "matti@in.example.fi"],
      agreeing: "minicrm mailbox authorize --smtp")
    try await way.kill(25, place, true, seed, &random)
  }
}

/// A command that logs in, and is killed while its token is renewed.
private struct TokenCrashWay {
  let command: [String]
  /// The command that the program's error names when the agreement has ended.
  let agreeing: String

  /// Kills it so many times; after each kill it works again, or says in one line how to agree.
  func kill(
    _ rounds: Int, _ place: TokenInstallation, _ endsSpentTokens: Bool, _ seed: UInt64,
    _ random: inout SeededGenerator
  ) async throws {
    for round in 1...rounds {
      try await place.killDuringRenewal(command, &random)
      try place.expectUsedTokensAreKept("MINICRM_SEED=\(seed), round \(round)")
      let before = place.tokens.now.requests.count
      let run = try await place.minicrm.run(command)
      if run.code == 0 { continue }
      #expect(endsSpentTokens, "MINICRM_SEED=\(seed), round \(round): \(run.errors)")
      #expect(run.errors.contains("authorise again: \(agreeing)"), "\(run.errors)")
      #expect(run.errors.split(separator: "\n").count == 1)
      #expect(place.tokens.now.requests.count == before + 1)
      // The operator writes another one.
      place.tokens.change { $0.refreshTokens = ["again-\(round)"] }
      try place.writeRefreshToken("again-\(round)")
      try await place.minicrm.mustRun(command)
    }
  }
}

extension TokenInstallation {
  /// Starts a run whose token has had its time, and kills it a moment after the server was asked.
  fileprivate func killDuringRenewal(
    _ command: [String], _ random: inout SeededGenerator
  ) async throws {
    // Its time is over whatever the clock's fraction of a second.
    if tokenFile != nil { try age(by: 10) }
    let before = tokens.now.requests.count
    let pause = Duration.microseconds(Int.random(in: 0...40_000, using: &random))
    if Int.random(in: 0..<4, using: &random) == 0 { tokens.plan(.doneUntold) }
    let child = try minicrm.start(command)
    _ = try await eventually { child.hasEnded || tokens.now.requests.count > before }
    try await Task.sleep(for: pause)
    child.signal(SIGKILL)
    _ = try await child.end()
  }

  /// Each access token that a mail server was shown is on the disk, or a later one is.
  fileprivate func expectUsedTokensAreKept(_ comment: String) throws {
    guard let shown = tokens.now.introspected.compactMap(Self.number).max() else { return }
    let kept = try kept()?.accessToken.flatMap(Self.number)
    #expect((kept ?? 0) >= shown, "\(comment): \(shown) was used, \(kept ?? 0) is kept")
  }

  private static func number(_ token: String) -> Int? {
    token.split(separator: "-").last.flatMap { Int($0) }
  }
}
