import Foundation
import TestKit

/// Measures how long the daemons take from their start to being ready, with a long log in the store
/// and in the page cache.
///
/// MINICRM_START_ENTRIES says how long, 1,000,000 unless set.
enum StartBench {
  private static let rounds = 10
  private static let patience = Duration.seconds(60)

  static func run() async throws {
    let entries = try BenchVariable.count("MINICRM_START_ENTRIES", unlessSet: 1_000_000)
    try IngestOnce.requireProgram()
    let world = try await IntakeWorld(users: ["start"])
    try await LogGrowth.fill(world.store, to: entries)
    let installation = try Minicrm(
      MailboxSettings(of: world.dovecot), store: world.store,
      smtp: ["url: \"smtp://127.0.0.1:9\"", "tls: none", "from: crm@example.fi"])
    let manager = try FakeServiceManager()
    var starts = ["ingest", "remind"].map { DaemonStarts(daemon: $0) }
    for _ in 0..<rounds {
      for index in starts.indices {
        let daemon = starts[index].daemon
        starts[index].milliseconds.append(try await start(daemon, of: installation, manager))
      }
    }
    print(DaemonStarts.header)
    for starts in starts { print(starts.line(entries: entries)) }
    print("")
    try BenchResults.note(starts, as: "start")
  }

  private static func start(
    _ daemon: String, of installation: Minicrm, _ manager: FakeServiceManager
  ) async throws -> Double {
    let seen = manager.count(of: "READY=1")
    let start = ContinuousClock.now
    let process = try installation.start([daemon], environment: manager.environment())
    while manager.count(of: "READY=1") == seen {
      guard ContinuousClock.now - start < patience else {
        throw BenchFailure("minicrm \(daemon) is not ready: \(process.standardError)")
      }
      usleep(500)
    }
    let time = (ContinuousClock.now - start) / .milliseconds(1)
    process.signal(SIGTERM)
    guard try await process.end(within: .seconds(30)) == .exited(0) else {
      throw BenchFailure("minicrm \(daemon) ended badly: \(process.standardError)")
    }
    return time
  }
}

/// The starts of a daemon.
struct DaemonStarts: Codable {
  let daemon: String
  /// Each from the start of the process to READY=1.
  var milliseconds: [Double] = []

  static let header = """
    | daemon | log entries | starts | median ms | worst ms |
    |---|---|---|---|---|
    """

  func line(entries: Int) -> String {
    let sorted = milliseconds.sorted()
    let median = (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    let times = [median, sorted.last ?? 0].map { String(format: "%.0f", $0) }
    return "| \(daemon) | \(entries) | \(sorted.count) | \(times.joined(separator: " | ")) |"
  }
}
