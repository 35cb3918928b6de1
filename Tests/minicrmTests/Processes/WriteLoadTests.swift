import Foundation
import TestKit
import Testing

/// Four processes write, each bringing the write-ahead log into the database after every
/// transaction, while others read and come and go: what SQLite before 3.51.3 loses pages by.
///
/// For a minute, or as many seconds as MINICRM_LOAD_SECONDS says.
@Suite struct WriteLoadTests {
  private static let writers = 4
  /// So many transactions of others a writer may have to wait for, no more.
  private static let mostPassed = 8

  private static var duration: Duration {
    let seconds = ProcessInfo.processInfo.environment["MINICRM_LOAD_SECONDS"].flatMap { Int($0) }
    return .seconds(seconds ?? 60)
  }

  @Test func `four writers that checkpoint all the time lose nothing, and none waits long`()
    async throws
  {
    let minicrm = try Minicrm()
    try await minicrm.addCompany()
    let end = ContinuousClock.now + Self.duration
    var written = 0
    var passed: [Int] = []
    try await withThrowingTaskGroup(of: WriterProcess.Report?.self) { group in
      for _ in 0..<Self.writers {
        group.addTask { try await WriterProcess.run(minicrm, Self.duration, resting: true) }
      }
      for text in ["1", "2"] {
        group.addTask {
          try await read(minicrm, text, until: end)
          return nil
        }
      }
      for try await report in group.compactMap(\.self) {
        written += report.milliseconds.count
        passed += report.passed
      }
    }
    #expect(written > 0)
    // On a busy machine some commit between the last look at the log and the asking for the lock.
    let longWaits = passed.count { $0 > Self.mostPassed }
    #expect(longWaits * 100 <= passed.count, "\(longWaits) of \(passed.count) transactions")
    let verification = try await minicrm.run("log", "verify", "--company", "acme", "--json")
    #expect(verification.succeeded && verification.text.contains("\"entries\":\(written),"))
    #expect(try await minicrm.integrityCheck() == "ok")
  }

  private func read(
    _ minicrm: Minicrm, _ text: String, until end: ContinuousClock.Instant
  ) async throws {
    while ContinuousClock.now < end {
      try await minicrm.mustRun(["log", "search", "--company", "acme", "--text", text])
      try await minicrm.mustRun(["log", "verify", "--company", "acme"])
    }
  }
}
