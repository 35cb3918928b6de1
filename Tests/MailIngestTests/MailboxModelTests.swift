import Foundation
import TestKit
import Testing

/// Random deliveries, set-backs, reused UIDs, new UIDVALIDITYs, kills and refusals, against a
/// model: every mail gets a verdict, nothing is taken from the server that has none, no document is
/// made twice.
///
/// 50 runs, or MINICRM_MODEL_RUNS; MINICRM_SEED repeats the one that failed.
@Suite(.timeLimit(.minutes(60))) struct MailboxModelTests {
  @Test func `whatever happens to a mailbox, no mail is lost or doubled`() async throws {
    let environment = ProcessInfo.processInfo.environment
    let runs = environment["MINICRM_MODEL_RUNS"].flatMap { Int($0) } ?? 50
    let seeds =
      SeededGenerator.namedSeed.map { [$0] } ?? (0..<runs).map { _ in SeededGenerator().seed }
    try await withThrowingTaskGroup(of: Void.self) { group in
      var waiting = seeds[...]
      for seed in waiting.prefix(4) { group.addTask { try await Self.run(seed) } }
      waiting = waiting.dropFirst(4)
      while try await group.next() != nil {
        if let seed = waiting.popFirst() { group.addTask { try await Self.run(seed) } }
      }
    }
  }

  private static func run(_ seed: UInt64) async throws {
    var model = try await MailboxModel(seed: seed)
    for _ in 0..<30 { try await model.step() }
    try await model.recover()
    for fault in try await model.faults() {
      Issue.record("MINICRM_SEED=\(seed): \(fault)\n\(model.history.joined(separator: "\n"))")
    }
  }
}
