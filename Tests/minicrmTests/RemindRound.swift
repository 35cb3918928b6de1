import Foundation
import TestKit
import Testing

/// An office with due notices, the server they go to, and workers that are stopped on their way.
struct RemindRound {
  /// One handing over of one notice.
  private struct Try: Hashable {
    let messageID: String
    /// Which one it is, from 1.
    let number: Int
  }

  let office: ReminderOffice
  let server: FakeSMTPServer
  private let notices: Int
  /// The tries whose replies nobody saw.
  private var cutOff: Set<Try> = []
  var cuts: Int { cutOff.count }

  init(notices: Int) async throws {
    self.notices = notices
    server = try FakeSMTPServer()
    office = try await ReminderOffice(port: server.port, persons: 0)
    try await office.addDueTasks(notices)
  }

  /// Starts `command` and sends it `signal`, again and again until nothing is left to send; returns
  /// how many signals came before that.
  mutating func stopUntilSent(
    _ command: [String], signal: Int32 = SIGKILL, random: inout SeededGenerator
  ) async throws -> Int {
    var starts = 0
    var stops = 0
    while try await unsent() > 0 {
      try #require(starts < 200, "the notices don't get fewer")
      let child = try office.minicrm.start(command)
      // Longer each time, so that however slow the machine is there is an end to it.
      try await waitForItsMoment(
        child, atMost: .milliseconds(100 + 100 * starts), random: &random)
      starts += 1
      guard !child.hasEnded else { continue }
      try await stop(child, with: signal)
      stops += 1
    }
    return stops
  }

  /// Ends a worker, noting what it had in hand.
  mutating func stop(_ child: ChildProcess, with signal: Int32 = SIGKILL) async throws {
    child.signal(signal)
    try await child.end()
    cutOff.formUnion(try await triesInHand())
  }

  /// Some moments are counted from the start, others from a mail's arrival or a commit.
  private func waitForItsMoment(
    _ child: ChildProcess, atMost longest: Duration, random: inout SeededGenerator
  ) async throws {
    let signs: [() -> Int] = [{ 0 }, { server.mails.count }, { logSize }]
    let sign = signs[Int.random(in: 0..<signs.count, using: &random)]
    let limit = longest * Double.random(in: 0...1, using: &random)
    let after = Duration.microseconds(Int.random(in: 0...60_000, using: &random))
    let before = sign()
    _ = try await eventually(within: limit) { child.hasEnded || sign() != before }
    try await Task.sleep(for: after)
  }

  private var logSize: Int {
    var facts = stat()
    let path = "\(office.minicrm.storeDirectory)/minicrm.sqlite-wal"
    return stat(path, &facts) == 0 ? Int(facts.st_size) : 0
  }

  private func unsent() async throws -> Int {
    let rows = try await query("SELECT id FROM reminder WHERE state <> 'sent'")
    return rows.count
  }

  private func triesInHand() async throws -> [Try] {
    try await query("SELECT attempts, messageID FROM notice WHERE state = 'sending'").map { row in
      let fields = row.split(separator: "|")
      return Try(
        messageID: String(try #require(fields.last)),
        number: try #require(fields.first.flatMap { Int($0) }))
    }
  }

  private func query(_ sql: String) async throws -> [Substring] {
    // The process that closes the database last has it to itself for a moment.
    try await Program.mustRun(
      "sqlite3",
      ["-cmd", ".timeout 30000", "\(office.minicrm.storeDirectory)/minicrm.sqlite", sql]
    ).split(separator: "\n")
  }
}

extension RemindRound {
  /// Every notice was accepted: once, and once more for each of its tries whose reply was cut off,
  /// at most; and store, log and server agree on it.
  func expectAllSent(_ seed: Comment) async throws {
    let minicrm = office.minicrm
    let last = try await minicrm.run("remind", "--once")
    #expect(last.code == 0, "\(last.errors) \(seed)")

    let reminders = try await office.reminders()
    #expect(reminders.count == notices && reminders.allSatisfy { $0.state == "sent" }, seed)
    let accepted = Dictionary(grouping: server.mails, by: \.messageID)
    #expect(Set(accepted.keys) == Set(reminders.compactMap(\.messageID)), seed)
    #expect(Set(server.mails.map(\.recipient)).count == notices, seed)
    for (messageID, mails) in accepted {
      let cuts = cutOff.filter { $0.messageID == messageID }.count
      #expect(mails.count <= 1 + cuts, "\(messageID), \(seed)")
      #expect(Set(mails.map(\.recipient)).count == 1, seed)
    }

    let entries = try await minicrm.log().filter { $0.kind == "reminderSent" }
    #expect(entries.count == notices && Set(entries.map(\.text)).count == notices, seed)
    #expect(try await minicrm.run("log", "verify", "--company", "acme").succeeded, seed)
    #expect(try await minicrm.integrityCheck() == "ok", seed)
    #expect(try workerLocks() == [], seed)
  }

  private func workerLocks() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(office.minicrm.storeDirectory)/spool")
      .filter { $0.hasPrefix("worker-") }
  }
}

extension FakeSMTPServer.Mail {
  /// In angle brackets.
  var messageID: String {
    let field = "Message-ID: "
    return lines.first { $0.hasPrefix(field) }.map { String($0.dropFirst(field.count)) } ?? ""
  }
}
