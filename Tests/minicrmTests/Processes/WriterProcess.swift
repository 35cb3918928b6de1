import Foundation
import TestKit

/// The benchmarks' process that writes as fast as it can, one entry of acme's log a transaction.
enum WriterProcess {
  /// The waits of one writer, as the writer prints them.
  struct Report: Decodable {
    let milliseconds: [Double]
    let passed: [Int]
  }

  static let executable = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appendingPathComponent("minicrm-bench").path

  /// `resting` brings the write-ahead log into the database after each transaction; `telling`
  /// prints the number of each entry that is committed to standard error.
  static func arguments(
    _ minicrm: Minicrm, _ time: Duration, resting: Bool = false, telling: Bool = false
  ) -> [String] {
    ["commit-writer", minicrm.storeDirectory, "\(time / .seconds(1))"]
      + (resting ? ["rest"] : []) + (telling ? ["tell"] : [])
  }

  static func run(
    _ minicrm: Minicrm, _ time: Duration, resting: Bool = false
  ) async throws -> Report {
    let run = try await Program.run(
      executable, arguments(minicrm, time, resting: resting), within: time + .seconds(120))
    guard run.succeeded else { throw TestKitError("\(run.end): \(run.errors)") }
    return try JSONDecoder().decode(Report.self, from: run.output)
  }
}
