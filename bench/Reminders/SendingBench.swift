import Foundation
import Logging
import MailTransport
import Reminders
import Store

/// Due notices sent to a sink by a run of the worker, beside Python's smtplib and Postfix's
/// smtp-source, turn and turn about.
struct SendingBench {
  private static let rounds = 5

  let world: ReminderWorld
  let sink: MailSink

  /// The worker's for each number of connections, and then the others', where they can be had.
  func measure(roundTrip: Int, connections: [Int]) async throws -> [SendingFigures] {
    sink.setRoundTrip(.milliseconds(roundTrip))
    func figures(_ sender: String, _ connections: Int) -> SendingFigures {
      SendingFigures(
        sender, connections: connections, addedRoundTrip: roundTrip, mails: world.persons)
    }
    var ours = connections.map { figures("minicrm", $0) }
    var python = figures("smtplib", 1)
    var source = figures("smtp-source", SMTPSource.connections)
    for _ in 0..<Self.rounds {
      for index in ours.indices { ours[index].add(try await sendDue(ours[index].connections)) }
      let mail = sink.sample
      if let seconds = try SMTPLib.send(mail, count: world.persons, to: sink.port) {
        python.add(seconds)
      }
      if let seconds = try await sendBySource(mail) { source.add(seconds) }
    }
    return ours + [python, source].filter { !$0.seconds.isEmpty }
  }

  /// Checked to have sent that mail, as often as it should.
  private func sendBySource(_ mail: [UInt8]) async throws -> Double? {
    let before = sink.mails
    let seconds = try await SMTPSource.send(mail, count: world.persons, to: sink.port)
    if seconds == nil { return nil }
    let (sent, size) = (sink.mails - before, sink.sample.count)
    guard sent == world.persons, size == mail.count + SMTPSource.addition else {
      throw BenchFailure(
        "smtp-source sent \(sent) mails of \(world.persons), the last one of \(size) bytes"
          + " instead of \(mail.count)")
    }
    return seconds
  }

  /// The seconds that a run took.
  private func sendDue(_ connections: Int) async throws -> Double {
    let port = sink.port
    let run = ReminderRun(
      store: world.store, from: .init(displayName: "Mini-CRM", address: "muistutus@example.fi"),
      connections: connections, logger: Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() },
      now: { Date() },
      access: SMTPAccess(
        try SMTPEndpoint.parse(
          url: "smtp://127.0.0.1:\(port)", tlsNone: true, timeout: .seconds(60))))
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
