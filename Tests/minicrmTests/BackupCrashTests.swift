import Foundation
import SQLiteEngine
import Store
import TestKit
import Testing

/// Killed at any instant, a backup leaves the one before it or the new one, whole; a restore leaves
/// a store or none.
///
/// 15 kills of each, or as many times that as MINICRM_CRASH_ROUNDS says.
@Suite(.serialized) struct BackupCrashTests {
  private static var wantedKills: Int {
    let rounds = ProcessInfo.processInfo.environment["MINICRM_CRASH_ROUNDS"].flatMap { Int($0) }
    return 15 * (rounds ?? 1)
  }

  @Test func `a killed backup leaves the one before it or the new one`() async throws {
    var random = SeededGenerator()
    let seed = random.seed
    let desk = try await CrashDesk()
    var kills = 0
    for round in 0..<Self.wantedKills * 4 where kills < Self.wantedKills {
      let before = try await desk.restored().digests
      try await desk.minicrm.addDocuments(3, round + 1)
      let child = try desk.minicrm.start(["backup", desk.backup])
      let signs = ["minicrm.sqlite.new", "manifest.json", "minicrm.sqlite"]
      kills += try await desk.kill(child, at: signs, in: desk.backup, random: &random) ? 1 : 0
      let found = try await desk.restored()
      let present = try await StoredDocuments(in: desk.minicrm.storeDirectory).digests
      #expect(found.damaged == [])
      let isWhole = found.digests == before || found.digests == present
      try #require(isWhole, "MINICRM_SEED=\(seed), after \(kills) kills")
    }
    #expect(kills == Self.wantedKills)
    try await desk.minicrm.mustRun(["backup", desk.backup])
    #expect(
      try await desk.restored().digests
        == StoredDocuments(in: desk.minicrm.storeDirectory).digests)
  }

  @Test func `a killed restore leaves no store, or a whole one`() async throws {
    var random = SeededGenerator()
    let seed = random.seed
    let desk = try await CrashDesk()
    let expected = try await StoredDocuments(in: desk.minicrm.storeDirectory).digests
    var kills = 0
    for _ in 0..<Self.wantedKills * 4 where kills < Self.wantedKills {
      let target = try Minicrm()
      let child = try target.start(["restore", desk.backup])
      let signs = ["restoring", "blobs", "minicrm.sqlite"]
      kills +=
        try await desk.kill(child, at: signs, in: target.storeDirectory, random: &random) ? 1 : 0
      let listed = try await target.run("company", "list")
      if listed.succeeded, listed.text.contains("acme") {
        #expect(try await StoredDocuments(in: target.storeDirectory).digests == expected)
        continue
      }
      // Killed before it had begun, or while it was at work.
      let isBegun = FileManager.default.fileExists(atPath: "\(target.storeDirectory)/restoring")
      let words = isBegun ? "a restore into it was interrupted" : "there is none yet"
      expectOneLine(listed.errors, about: [words])
      try await target.mustRun(["restore", desk.backup])
      #expect(
        try await StoredDocuments(in: target.storeDirectory).digests == expected,
        "MINICRM_SEED=\(seed)")
    }
    #expect(kills == Self.wantedKills)
  }
}

/// A store of some documents with its backup.
private struct CrashDesk {
  let minicrm: Minicrm
  let backup: String

  init() async throws {
    minicrm = try Minicrm()
    backup = minicrm.directory.path("backup")
    try await minicrm.addCompany()
    try await minicrm.addDocuments(20, 0)
    try await minicrm.mustRun(["backup", backup])
  }

  /// The documents of a store made of the backup, which is gone again.
  func restored() async throws -> StoredDocuments {
    let target = try TemporaryDirectory(named: "minicrm-restored")
    _ = try await Store.restore(backup, to: target.path("store"))
    return try await StoredDocuments(in: target.path("store"))
  }

  /// Kills the process soon after one of the signs, files that come or are replaced, or after no
  /// sign at all. False when it had ended by itself.
  func kill(
    _ child: ChildProcess, at signs: [String], in folder: String,
    random: inout SeededGenerator
  ) async throws -> Bool {
    let sign = (signs + [""])[Int.random(in: 0...signs.count, using: &random)]
    let file = "\(folder)/\(sign)"
    let before = inode(file)
    let limit = Duration.milliseconds(Int.random(in: 1...400, using: &random))
    _ = try await eventually(within: sign.isEmpty ? limit : .seconds(5)) {
      child.hasEnded || (!sign.isEmpty && inode(file) != before)
    }
    try await Task.sleep(for: .microseconds(Int.random(in: 0...4_000, using: &random)))
    guard !child.hasEnded else { return false }
    child.signal(SIGKILL)
    return try await child.end() == .killed(signal: SIGKILL)
  }

  private func inode(_ path: String) -> UInt64 {
    var status = stat()
    return stat(path, &status) == 0 ? UInt64(status.st_ino) : 0
  }
}
