import Foundation
import TestKit
import Testing

/// Imports and erasures that are killed between and inside their batches, or before their answer,
/// and given again, leave and answer what they do without a kill.
///
/// 4 kills of each, or as many times that as MINICRM_CRASH_ROUNDS says.
@Suite(.serialized) struct BatchCrashTests {
  private static var wantedKills: Int {
    let rounds = ProcessInfo.processInfo.environment["MINICRM_CRASH_ROUNDS"].flatMap { Int($0) }
    return 4 * (rounds ?? 1)
  }

  @Test(arguments: BatchRound.works)
  func `killed and given again it leaves the same as without a kill`(
    work: BatchRound.Work
  ) async throws {
    let reference = try await BatchRound(work)
    let answer = try await reference.finish()
    let expected = try await reference.outcome()
    #expect(expected.last == "ok")

    var random = SeededGenerator()
    let seed = random.seed
    var kills = 0
    while kills < Self.wantedKills {
      let round = try await BatchRound(work)
      let (killed, isAnswered) = try await round.killAFewTimes(answer, random: &random)
      kills += killed
      if !isAnswered { #expect(try await round.finish() == answer, "MINICRM_SEED=\(seed)") }
      try #require(
        try await round.outcome() == expected, "MINICRM_SEED=\(seed), after \(kills) kills")
    }
  }
}
