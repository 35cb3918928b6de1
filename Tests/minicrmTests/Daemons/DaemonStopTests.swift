import Foundation
import TestKit
import Testing

/// A stop is over within seconds, whatever is going on.
@Suite(.timeLimit(.minutes(10))) struct DaemonStopTests {
  private static let limit = Duration.seconds(5)

  @Test func `four mailboxes in IDLE`() async throws {
    let users = ["a", "b", "c", "d"]
    let dovecot = try await Dovecot.start(users: users)
    let mailboxes = users.map { user in
      var mailbox = MailboxSettings(of: dovecot, user: user)
      mailbox.poll = "10m"
      return mailbox
    }
    let minicrm = try Minicrm()
    try minicrm.configure(mailboxes)
    try await expectStop(of: minicrm, ["ingest"]) {
      $0.status == "a, b and 2 more: waiting for mail"
    }
  }

  @Test func `in the middle of a message that the server does not send to its end`() async throws {
    let mail = SampleMail(to: "x@in.example.fi", subject: "x").attaching(.pdf("x.pdf")).bytes
    let mailbox = FakeMailbox([.init(uid: 1, mail, fault: .announces(1 << 20))])
    let server = try FakeIMAPServer(serving: mailbox)
    let minicrm = try await minicrm(server)
    try await expectStop(of: minicrm, ["ingest"]) { _ in
      server.commands.contains { $0.hasPrefix("UID FETCH") && $0.contains("BODY.PEEK") }
    }
    #expect(try await minicrm.mails().isEmpty)
  }

  @Test func `while a message comes without end`() async throws {
    let endless = FakeMailbox.Message(uid: 1, size: .max / 2) { send in
      let line = Array(String(repeating: "x", count: 76).utf8) + [13, 10]
      while true { try send(line[...]) }
    }
    let server = try FakeIMAPServer(serving: FakeMailbox([endless]))
    let minicrm = try await minicrm(server)
    try await expectStop(of: minicrm, ["ingest"]) { $0.status == "reading, 0 of 1 mails" }
  }

  @Test(arguments: [FakeSMTPServer.Step.recipient, .message])
  func `while a server does not answer a mail`(step: FakeSMTPServer.Step) async throws {
    let server = try FakeSMTPServer([step: [.silence]])
    let office = try await ReminderOffice(port: server.port)
    try await office.addTask("Soita")
    try await expectStop(of: office.minicrm, ["remind"]) { _ in
      step == .message
        ? server.mails.count == 1 : server.commands.contains { $0.hasPrefix("RCPT") }
    }
  }

  @Test func `while another process writes to the store, and does not end`() async throws {
    let mailbox = FakeMailbox([])
    let server = try FakeIMAPServer(serving: mailbox)
    let minicrm = try await minicrm(server)
    let address = try await minicrm.addCompany().address
    let mail = SampleMail(to: address, subject: "Lasku").attaching(.pdf("lasku.pdf")).bytes
    try await expectStop(of: minicrm, ["ingest"], holdingUp: { _ in mailbox.deliver(mail) }) { _ in
      server.commands.last == "IDLE"
    }
    #expect(try await minicrm.documents().isEmpty)
    #expect(mailbox.messages(in: "INBOX").count == 1)
    try await minicrm.ingestOnce()
    #expect(try await minicrm.documents().count == 1)
  }

  @Test func `while it opens the store by other settings, beside one that writes`() async throws {
    let server = try FakeSMTPServer()
    let office = try await ReminderOffice(port: server.port)
    try await expectStop(
      of: office.minicrm, ["remind"], holdingUp: { $0.signal(SIGHUP) },
      when: { $0.status?.hasPrefix("waiting") == true })
    withExtendedLifetime(server) {}
  }

  private func minicrm(_ server: FakeIMAPServer) async throws -> Minicrm {
    let dovecot = try await Dovecot.start()
    var mailbox = MailboxSettings(of: dovecot, security: .plain)
    mailbox.url = "imap://127.0.0.1:\(server.port)"
    mailbox.password = "secret"
    return try Minicrm(mailbox)
  }

  /// Waits until it is time, and asks the daemon to stop. `work` makes it wait for the store's lock
  /// before that, which another process has until the daemon has ended.
  private func expectStop(
    of minicrm: Minicrm, _ command: [String], holdingUp work: ((ChildProcess) -> Void)? = nil,
    when isTime: (FakeServiceManager) -> Bool
  ) async throws {
    let manager = try FakeServiceManager()
    let daemon = try minicrm.start(command, environment: manager.environment())
    #expect(try await eventually { isTime(manager) }, "\(manager.statuses)")
    var holder: ChildProcess?
    if let work {
      let lock = minicrm.storeDirectory + "/write.lock"
      holder = try await OtherProcess.locking(lock)
      work(daemon)
      #expect(try await eventually { try OtherProcess.waiters(for: lock) == 1 })
    }
    let asked = ContinuousClock.now
    daemon.signal(SIGTERM)
    #expect(try await daemon.end() == .exited(0))
    let time = ContinuousClock.now - asked
    #expect(time < Self.limit, "\(time)")
    #expect(manager.count(of: "STOPPING=1") == 1)
    #expect(holder?.hasEnded != true)
  }
}
