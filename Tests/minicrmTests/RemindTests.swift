import Foundation
import TestKit
import Testing

/// `minicrm remind` against scripted servers.
@Suite(.timeLimit(.minutes(10))) struct RemindTests {
  @Test func `a due reminder is sent once, and logged`() async throws {
    let server = try FakeSMTPServer()
    let desk = try await ReminderOffice(port: server.port)
    try await desk.addTask("Soita Virtaselle – tarjous")

    try await desk.minicrm.mustRun(["remind", "--once"])
    try await desk.minicrm.mustRun(["remind", "--once"])

    let mail = try #require(server.mails.first)
    #expect(server.mails.count == 1)
    #expect(mail.sender.contains("muistutus@example.fi"), "\(mail.sender)")
    #expect(mail.recipient.contains("matti@acme.example"))
    #expect(mail.lines.contains("Auto-Submitted: auto-generated"))
    let reminder = try #require(try await desk.reminders().first { $0.state == "sent" })
    #expect(mail.lines.contains("Message-ID: \(reminder.messageID ?? "")"))
    #expect(reminder.attempts == 1 && reminder.reply?.hasPrefix("250") == true)
    #expect(try await desk.minicrm.log().filter { $0.kind == "reminderSent" }.count == 1)
  }

  @Test(arguments: [
    (FakeSMTPServer.Step.recipient, "451 4.2.0 busy", "retrying", 1),
    (.message, "452 4.3.1 full", "retrying", 1), (.recipient, "550 5.1.1 unknown", "failed", 0),
    (.message, "554 5.7.1 no", "failed", 0),
  ])
  func `a refusal is kept beside the reminder`(
    step: FakeSMTPServer.Step, answer: String, state: String, code: Int32
  ) async throws {
    let server = try FakeSMTPServer([step: [.reply(answer)]])
    let desk = try await ReminderOffice(port: server.port)
    try await desk.addTask("Soita")

    let run = try await desk.minicrm.run("remind", "--once")

    #expect(run.code == code, "\(run.errors)")
    let reminder = try #require(try await desk.reminders().first { $0.attempts == 1 })
    #expect(reminder.state == state && reminder.reply == answer)
    let failures = try await desk.minicrm.log().filter { $0.kind == "reminderFailed" }
    #expect(failures.count == (state == "failed" ? 1 : 0))
  }

  @Test func `a link that is lost after the data is followed by the same mail`() async throws {
    let server = try FakeSMTPServer([.message: [.drop]])
    let desk = try await ReminderOffice(port: server.port)
    try await desk.addTask("Soita")
    #expect(try await desk.minicrm.run("remind", "--once").code == 1)
    let lost = try #require(try await desk.reminders().first { $0.attempts == 1 })
    #expect(lost.state == "retrying")

    try await desk.minicrm.mustRun(["reminder", "retry", "\(lost.id)"])
    try await desk.minicrm.mustRun(["remind", "--once"])

    let identity = try #require(lost.messageID)
    #expect(server.mails.map(\.messageID) == [identity, identity])
    #expect(try await desk.reminders().first { $0.id == lost.id }?.state == "sent")
  }

  @Test func `a server in trouble burns nobody's tries and is named once`() async throws {
    let desk = try await ReminderOffice(port: try FreePort.next())
    for number in 1...3 { try await desk.addTask("tehtävä \(number)") }

    let run = try await desk.minicrm.run("remind", "--once")

    #expect(run.code == 1)
    let lines = run.errors.split(separator: "\n")
    #expect(lines.filter { $0.contains("127.0.0.1:") }.count == 1, "\(run.errors)")
    let reminders = try await desk.reminders()
    #expect(reminders.count == 3)
    #expect(reminders.allSatisfy { $0.attempts == 0 && $0.state == "planned" })
  }

  @Test func `the daemon sends what becomes due while it sleeps, and stops when asked`()
    async throws
  {
    let server = try FakeSMTPServer()
    let desk = try await ReminderOffice(port: server.port)
    let daemon = try desk.minicrm.start(["remind"])
    #expect(try await eventually { daemon.standardError.contains("sending reminders") })
    try await desk.addTask("Soita")
    #expect(
      try await eventually { server.mails.count == 1 },
      "\(daemon.standardError)")
    daemon.signal(SIGTERM)
    #expect(try await daemon.end(within: .seconds(30)) == .exited(0))
  }

  @Test func `without a server in the settings nothing is started`() async throws {
    let run = try await Minicrm().run("remind", "--once")
    #expect(run.code == 78 && run.errors.contains("smtp is missing"))
  }
}
