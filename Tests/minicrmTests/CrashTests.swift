import Foundation
import TestKit
import Testing

/// Killed at any instant and started again, the program leaves what it leaves without the kill.
///
/// A round is a fresh store and mailbox with the same 300 mails; the process is killed at seeded
/// moments, over and over, until few mails are left, and then allowed to finish. Rounds follow
/// until there were 50 kills, or as many times that as MINICRM_CRASH_ROUNDS says.
@Suite(.serialized) struct CrashTests {
  /// Without MOVE the program copies and then deletes: killed between the two, it must not copy
  /// again.
  @Test(arguments: [
    (["ingest", "--once"], true), (["ingest"], true), (["ingest", "--once"], false),
  ])
  func `kills leave the same documents, log and folders as no kill`(
    command: [String], offersMove: Bool
  ) async throws {
    let reference = try await CrashRound(offersMove: offersMove)
    try await reference.minicrm.ingestOnce()
    let expected = try await reference.outcome()
    #expect(expected.integrity == "ok" && expected.verifiedLogs == 2)
    #expect(expected.inbox == [] && expected.processed.count + expected.rejected.count == 300)

    var random = SeededGenerator()
    let seed = random.seed
    var kills = 0
    while kills < Self.wantedKills {
      let round = try await CrashRound(offersMove: offersMove)
      kills += try await round.killUntilDrained(command, random: &random)
      let outcome = try await round.finishedOutcome()
      try #require(outcome == expected, "MINICRM_SEED=\(seed), after \(kills) kills of \(command)")
    }
  }

  private static var wantedKills: Int {
    let rounds = ProcessInfo.processInfo.environment["MINICRM_CRASH_ROUNDS"].flatMap { Int($0) }
    return 50 * (rounds ?? 1)
  }
}
