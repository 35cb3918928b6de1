import Foundation
import TestKit
import Testing

/// The daemons tell the service manager of their state.
@Suite(.timeLimit(.minutes(10))) struct ServiceStateTests {
  @Test func `the ingest says that it is ready, what it does, and that it stops`() async throws {
    let dovecot = try await Dovecot.start()
    let minicrm = try Minicrm(MailboxSettings(of: dovecot, name: "documents"))
    let company = try await minicrm.addCompany()
    try dovecot.deliver(
      (1...600).map { number in
        SampleMail(to: company.address, subject: "Lasku \(number)")
          .attaching(.pdf("\(number).pdf")).bytes
      })
    let manager = try FakeServiceManager()

    let daemon = try minicrm.start(["ingest"], environment: manager.environment())
    #expect(try await eventually { dovecot.count(in: "Processed") == 600 })
    #expect(try await eventually { manager.status == "waiting for mail" })
    daemon.signal(SIGTERM)
    #expect(try await daemon.end() == .exited(0))

    #expect(manager.messages.first == "READY=1\nSTATUS=starting")
    #expect(
      manager.statuses == [
        "starting", "connecting", "reading, 0 of 600 mails", "reading, 500 of 600 mails",
        "reading, 600 of 600 mails", "waiting for mail", "finishing what is in hand",
      ])
    #expect(manager.count(of: "STOPPING=1") == 1 && manager.count(of: "READY=1") == 1)
  }

  @Test func `the reminder worker says when it will be at work again`() async throws {
    let server = try FakeSMTPServer()
    let office = try await ReminderOffice(port: server.port)
    try await office.addTask("Soita")
    let manager = try FakeServiceManager(.abstract)

    let daemon = try office.minicrm.start(["remind"], environment: manager.environment())
    #expect(try await eventually { manager.status == "waiting, no reminder is planned" })
    #expect(manager.statuses.contains("sending 1 notice"))
    try await office.minicrm.mustRun([
      "task", "add", "--company", "acme", "--person", office.address(), "--description", "Soita",
      "--date", "2099-06-01",
    ])
    daemon.signal(SIGHUP)
    #expect(
      try await eventually {
        manager.status == "waiting for the next reminder at 2099-05-31T21:00:00Z"
      })
    daemon.signal(SIGTERM)
    #expect(try await daemon.end() == .exited(0))
  }

  @Test func `a mailbox in trouble shows in the status`() async throws {
    let dovecot = try await Dovecot.start(users: ["broken", "sound"])
    var broken = MailboxSettings(of: dovecot, user: "broken")
    broken.password = "väärä"
    let minicrm = try Minicrm(broken, MailboxSettings(of: dovecot, user: "sound"))
    let manager = try FakeServiceManager()
    let daemon = try minicrm.start(["ingest"], environment: manager.environment())
    #expect(
      try await eventually {
        manager.statuses.contains {
          $0.contains("broken: in trouble, next try in") && $0.contains("sound: waiting for mail")
        }
      })
    daemon.signal(SIGTERM)
    #expect(try await daemon.end() == .exited(0))
  }
}
