import Foundation
import Logging
import MailTransport
import Reminders
import Store

/// Due notices sent to a sink by a run of the worker, beside Python's smtplib, turn and turn about.
struct SendingBench {
  private static let rounds = 5

  let world: ReminderWorld
  let sink: MailSink

  /// The lines of the table, one for each number of connections.
  func measure(roundTrip: Int, connections: [Int]) async throws -> [String] {
    sink.setRoundTrip(.milliseconds(roundTrip))
    var ours = connections.map { (connections: $0, seconds: 0.0) }
    var theirs = Double?(0)
    PeakMemory.reset()
    for _ in 0..<Self.rounds {
      for index in ours.indices {
        ours[index].seconds += try await sendDue(ours[index].connections)
      }
      let seconds = try SMTPLib.send(sink.sample, count: world.persons, to: sink.port)
      theirs = theirs.flatMap { sum in seconds.map { sum + $0 } }
    }
    let memory = PeakMemory.megabytes
    let sent = Double(world.persons * Self.rounds)
    return ours.map { run in
      let python = theirs.map { String(format: "%.0f | %.2f", sent / $0, $0 / run.seconds) }
      let rate = String(format: "%.0f", sent / run.seconds)
      return "| \(roundTrip) ms | \(run.connections) | \(rate)"
        + " | \(python ?? "no python3 here | –") | \(memory) |"
    }
  }

  /// The seconds that a run took.
  private func sendDue(_ connections: Int) async throws -> Double {
    let port = sink.port
    let run = ReminderRun(
      store: world.store, from: .init(displayName: "Mini-CRM", address: "muistutus@example.fi"),
      connections: connections, logger: Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() },
      now: { Date() },
      endpoint: {
        try SMTPEndpoint.parse(
          url: "smtp://127.0.0.1:\(port)", tlsNone: true, timeout: .seconds(60))
      })
    try world.planDue()
    let before = sink.mails
    let start = ContinuousClock.now
    try await run.sendDue()
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    guard sink.mails - before == world.persons else {
      throw BenchFailure("\(sink.mails - before) notices of \(world.persons) arrived")
    }
    return seconds
  }

  static func noticesPerRound(of notices: Int) -> Int { max(1, notices / rounds) }
}
