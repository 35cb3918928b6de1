import Foundation
import TestKit
import Testing

/// Processes that are killed while they bring the write-ahead log into the database, over and over
/// in the same store, lose nothing that was committed and leave the store's lock free.
///
/// 6 kills of each kind of them, or as many times that as MINICRM_CRASH_ROUNDS says.
@Suite(.serialized) struct CheckpointCrashTests {
  /// Who brings it in, and when.
  enum Work: String, Sendable, CaseIterable {
    /// A daemon that has nothing to do, beside another that writes and does the same.
    case atRest
    /// Whose commit finds 16 MiB in the log.
    case atLength
    /// The last one that has the store open.
    case atEnd
  }

  private static var wantedKills: Int {
    let rounds = ProcessInfo.processInfo.environment["MINICRM_CRASH_ROUNDS"].flatMap { Int($0) }
    return 6 * (rounds ?? 1)
  }

  @Test(arguments: Work.allCases)
  func `killed in the midst of it a process loses nothing, and holds up nobody`(
    work: Work
  ) async throws {
    var random = SeededGenerator()
    let seed = random.seed
    let minicrm = try Minicrm()
    try await minicrm.addCompany()
    let other = work == .atRest ? try writer(minicrm, .seconds(3_600), resting: true) : nil
    var (kills, tries, known) = (0, 0, 0)
    while kills < Self.wantedKills {
      tries += 1
      try #require(tries <= 20 * Self.wantedKills, "MINICRM_SEED=\(seed): \(kills) kills only")
      if work == .atLength { known = max(known, try await fillLog(minicrm)) }
      let kill = CheckpointKill(random: &random)
      let child =
        switch work {
        case .atRest, .atLength:
          try kill.start(
            WriterProcess.executable,
            WriterProcess.arguments(
              minicrm, .seconds(2), resting: work == .atRest, telling: true), on: minicrm)
        case .atEnd:
          try kill.start(
            Minicrm.executable,
            [
              "log", "record", "--company", "acme", "--kind", "note", "--text", "\(tries)",
              "--config", minicrm.settingsFile,
            ], on: minicrm)
        }
      guard try await child.end() == .killed(signal: SIGKILL) else { continue }
      kills += 1
      known = max(known, lastEntry(child), other.map(lastEntry) ?? 0)
      // Twice in a row, sometimes, with nobody between who looks.
      if Bool.random(using: &random) { continue }
      try await expectWhole(minicrm, known, "MINICRM_SEED=\(seed), after \(kills) kills")
      if let other {
        let last = lastEntry(other)
        #expect(try await eventually { lastEntry(other) > last }, "MINICRM_SEED=\(seed)")
        #expect(!other.hasEnded, "\(other.standardError)")
      }
    }
    try await expectWhole(minicrm, known, "MINICRM_SEED=\(seed), at the end")
  }

  private func writer(
    _ minicrm: Minicrm, _ time: Duration, resting: Bool = false
  ) throws -> ChildProcess {
    try ChildProcess(
      WriterProcess.executable,
      WriterProcess.arguments(minicrm, time, resting: resting, telling: true))
  }

  /// Writes until the log is about to be brought in; gives the number of the last entry.
  private func fillLog(_ minicrm: Minicrm) async throws -> Int {
    let log = minicrm.storeDirectory + "/minicrm.sqlite-wal"
    guard size(log) < 15 << 20 else { return 0 }
    let writer = try writer(minicrm, .seconds(60))
    #expect(try await eventually { size(log) > 15 << 20 || writer.hasEnded })
    writer.signal(SIGKILL)
    try await writer.end()
    return lastEntry(writer)
  }

  /// The number of the last entry that a writer knows to be committed.
  private func lastEntry(_ writer: ChildProcess) -> Int {
    // The last line may be half written.
    let lines = writer.standardError.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.dropLast().last.flatMap { Int($0) } ?? 0
  }

  /// The entries are numbered without gaps; `known` of them were committed.
  private func expectWhole(_ minicrm: Minicrm, _ known: Int, _ comment: Comment) async throws {
    struct Verification: Decodable {
      let entries: Int
      let whole: Bool
    }
    try await minicrm.mustRun([
      "log", "record", "--company", "acme", "--kind", "note", "--text", "next",
    ])
    let log = try await minicrm.json(Verification.self, "log", "verify", "--company", "acme")
    #expect(log.whole && log.entries > known, "\(known) entries are known: \(comment)")
    #expect(try await minicrm.integrityCheck() == "ok", comment)
  }

  private func size(_ path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }
}
