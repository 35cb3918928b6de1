import Foundation
import TestKit
import Testing

/// Killed at any instant and started again, the reminder worker sends what it sends without the
/// kill, and a notice twice only where the kill hid the server's reply.
///
/// A round is a fresh store with 200 due notices; rounds follow until there were 50 kills, or as
/// many times that as MINICRM_CRASH_ROUNDS says.
@Suite(.serialized) struct RemindCrashTests {
  @Test(arguments: [["remind", "--once"], ["remind"]])
  func `kills leave every notice accepted, twice only where a reply was cut off`(
    command: [String]
  ) async throws {
    var random = SeededGenerator()
    let seed = random.seed
    var (kills, cuts) = (0, 0)
    while kills < Self.wantedKills {
      var round = try await RemindRound(notices: 200)
      kills += try await round.stopUntilSent(command, random: &random)
      try await round.expectAllSent("MINICRM_SEED=\(seed), after \(kills) kills of \(command)")
      cuts += round.cuts
    }
    #expect(cuts > 0, "MINICRM_SEED=\(seed): no kill hid a reply, so nothing was tried")
  }

  @Test func `a worker that is asked to stop leaves nothing to be sent twice`() async throws {
    var random = SeededGenerator()
    let seed = random.seed
    var round = try await RemindRound(notices: 200)
    let stops = try await round.stopUntilSent(["remind"], signal: SIGTERM, random: &random)
    try await round.expectAllSent("MINICRM_SEED=\(seed), after \(stops) stops")
    #expect(round.server.mails.count == 200, "MINICRM_SEED=\(seed), after \(stops) stops")
  }

  @Test func `a running worker goes on with what a killed one had claimed`() async throws {
    var round = try await RemindRound(notices: 200)
    let lost = try round.office.minicrm.start(["remind", "--once"])
    #expect(try await eventually { round.server.mails.count >= 5 })
    let other = try round.office.minicrm.start(["remind", "--once"])
    #expect(try await eventually { round.server.mails.count >= 30 })
    try await round.stop(lost)
    #expect(try await other.end() == .exited(0), "\(other.standardError)")
    try await round.expectAllSent("one of two was killed")
  }

  private static var wantedKills: Int {
    let rounds = ProcessInfo.processInfo.environment["MINICRM_CRASH_ROUNDS"].flatMap { Int($0) }
    return 50 * (rounds ?? 1)
  }
}
