import Foundation
import TestKit
import Testing

/// Many processes on one store: two write as fast as they can, four read.
///
/// For ten seconds, or as many as MINICRM_LOAD_SECONDS says.
@Suite struct ConcurrencyTests {
  private static let linesPerImport = 20

  private static var duration: Duration {
    let seconds = ProcessInfo.processInfo.environment["MINICRM_LOAD_SECONDS"].flatMap { Int($0) }
    return .seconds(seconds ?? 10)
  }

  @Test func `writers and readers in six processes never meet a lock, and lose nothing`()
    async throws
  {
    let minicrm = try Minicrm()
    try await minicrm.addCompany()
    let end = ContinuousClock.now + Self.duration
    let written = try await withThrowingTaskGroup(of: Int.self) { group in
      for writer in 0..<2 { group.addTask { try await write(minicrm, writer, until: end) } }
      for reader in 0..<4 { group.addTask { try await read(minicrm, reader, until: end) } }
      return try await group.reduce(0, +)
    }
    #expect(written > 0)
    let entries = try await minicrm.log()
    #expect(entries.count == written && Set(entries.map(\.text)).count == written)
    #expect(try await minicrm.run("log", "verify", "--company", "acme").succeeded)
    #expect(try await minicrm.integrityCheck() == "ok")
  }

  /// Imports and single entries in turn; returns how many entries were committed.
  private func write(
    _ minicrm: Minicrm, _ writer: Int, until end: ContinuousClock.Instant
  ) async throws -> Int {
    var written = 0
    while ContinuousClock.now < end {
      let lines = (0..<Self.linesPerImport).map { line in
        #"{"kind":"note","text":"tuonti \#(writer)/\#(written + line)"}"#
      }
      try await minicrm.mustRun(
        ["log", "import", "--company", "acme", "-"],
        standardInput: Array(lines.joined(separator: "\n").utf8))
      written += lines.count
      try await minicrm.mustRun([
        "log", "record", "--company", "acme", "--kind", "note", "--text",
        "kirjaus \(writer)/\(written)",
      ])
      written += 1
    }
    return written
  }

  private func read(
    _ minicrm: Minicrm, _ reader: Int, until end: ContinuousClock.Instant
  ) async throws -> Int {
    while ContinuousClock.now < end {
      try await minicrm.mustRun([
        "log", "search", "--company", "acme", "--text", "tuonti \(reader)",
      ])
      try await minicrm.mustRun(["log", "verify", "--company", "acme"])
    }
    return 0
  }
}
