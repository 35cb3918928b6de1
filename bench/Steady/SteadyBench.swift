import Foundation
import TestKit

/// Measures what a running `minicrm ingest` makes of a steady stream of mails, as it is shipped:
/// how long each takes from its delivery to the commit of its document, and whether the daemon's
/// memory grows.
///
/// MINICRM_STEADY_SECONDS says how long, 600 unless set, and MINICRM_STEADY_RATE how many mails a
/// second, 50 unless set.
enum SteadyBench {
  private static let user = "steady"

  static func run() async throws {
    let seconds = try BenchVariable.count("MINICRM_STEADY_SECONDS", unlessSet: 600)
    let rate = try BenchVariable.count("MINICRM_STEADY_RATE", unlessSet: 50)
    try IngestOnce.requireProgram()
    let world = try await IntakeWorld(users: [user])
    let installation = try Minicrm(
      MailboxSettings(of: world.dovecot, user: user), store: world.store)
    let daemon = try installation.start(["ingest"])
    guard try await eventually({ daemon.standardError.contains("reading") || daemon.hasEnded }),
      !daemon.hasEnded
    else { throw BenchFailure("minicrm ingest does not start: \(daemon.standardError)") }
    var stream = try SteadyStream(
      to: user, of: world, daemon: daemon.id, mails: seconds * rate, rate: rate)
    try stream.run()
    let result = stream.result
    print(result.table)
    fflush(nil)
    try BenchResults.note(result, as: "steady")
    daemon.signal(SIGTERM)
    guard try await daemon.end(within: .seconds(30)) == .exited(0) else {
      throw BenchFailure("minicrm ingest ended badly: \(daemon.standardError.suffix(2_000))")
    }
  }
}
