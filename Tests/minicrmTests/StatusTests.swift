import Foundation
import TestKit
import Testing

/// `minicrm status`: what is well, what isn't, and what to do.
@Suite(.timeLimit(.minutes(10))) struct StatusTests {
  @Test func `an installation that works is healthy`() async throws {
    let dovecot = try await Dovecot.start()
    let minicrm = try Minicrm(MailboxSettings(of: dovecot))
    let address = try await minicrm.addCompany().address
    try dovecot.deliver(SampleMail(to: address, subject: "a").attaching(.pdf("a.pdf")).bytes)
    try dovecot.deliver(SampleMail(to: "x@in.example.fi", subject: "b").bytes)
    try await minicrm.ingestOnce()

    let (status, problems) = try await minicrm.status()

    #expect(status.healthy && problems == [])
    let mailbox = try #require(status.mailboxes.first)
    #expect(status.mailboxes.count == 1 && mailbox.name == dovecot.users[0])
    #expect(!mailbox.connected && mailbox.lastError == nil && mailbox.waiting == 0)
    #expect(mailbox.lastSuccess?.hasSuffix("Z") == true)
    #expect(status.mails["filed"] == 1 && status.mails["unroutable"] == 1)
    #expect(status.mails.count == 9 && status.mails["held"] == 0)
    #expect(status.reminders.count == 8 && status.reminders["planned"] == 0)
    let document = try #require(try await minicrm.documents().first)
    #expect(status.store.documents == 1 && status.store.bytes == document.size)
  }

  @Test func `the status has the keys that were promised, and no others`() async throws {
    let dovecot = try await Dovecot.start()
    let minicrm = try Minicrm(MailboxSettings(of: dovecot))
    try await minicrm.addCompany()
    let output = try await minicrm.run("status", "--json").output
    let row = try #require(try JSONSerialization.jsonObject(with: output) as? [String: Any])
    func keys(_ value: Any?) -> [String] { (value as? [String: Any])?.keys.sorted() ?? [] }
    #expect(keys(row) == ["healthy", "mailboxes", "mails", "reminders", "store"])
    #expect(
      keys((row["mailboxes"] as? [Any])?.first)
        == ["connected", "lastError", "lastSuccess", "name", "waiting"])
    #expect(
      keys(row["mails"]) == [
        "automatic", "duplicate", "empty", "failed", "filed", "held", "setup", "tooLarge",
        "unroutable",
      ])
    #expect(
      keys(row["reminders"]) == [
        "cancelled", "failed", "merged", "missed", "planned", "retrying", "sending", "sent",
      ])
    #expect(keys(row["store"]) == ["bytes", "documents"])
  }

  @Test func `a mailbox is connected as long as the daemon is`() async throws {
    let dovecot = try await Dovecot.start()
    let minicrm = try Minicrm(MailboxSettings(of: dovecot))
    try await minicrm.addCompany()
    let daemon = try minicrm.start(["ingest"])
    #expect(
      try await eventually {
        let mailbox = try await minicrm.status().row.mailboxes.first
        return mailbox?.connected == true && mailbox?.lastSuccess != nil
      }, "\(daemon.standardError)")
    daemon.signal(SIGKILL)
    try await daemon.end()
    #expect(try await minicrm.status().row.mailboxes.first?.connected == false)
  }

  @Test(arguments: MailboxTrouble.allCases)
  func `a mailbox that can't be read is told of until it can`(
    trouble: MailboxTrouble
  ) async throws {
    let place = try await TwoMailboxes(trouble)
    _ = try await place.minicrm.run("ingest", "--once")

    let (status, problems) = try await place.minicrm.status()

    #expect(!status.healthy)
    expectOneLine(problems.joined(separator: "\n"), about: trouble.words + ["minicrm doctor"])
    let broken = try #require(status.mailboxes.first { $0.name == "broken" })
    #expect(broken.lastError != nil && broken.lastSuccess == nil)
    #expect(status.mailboxes.first { $0.name == "sound" }?.lastError == nil)

    try place.repairSettings()
    if trouble == .missingFolder { try await place.makeMissingFolder() }
    try await place.minicrm.ingestOnce()
    #expect(try await place.minicrm.status().row.healthy)
  }

  @Test func `a mailbox that is not read at all, or not any more, is told of`() async throws {
    let dovecot = try await Dovecot.start()
    let minicrm = try Minicrm(MailboxSettings(of: dovecot))
    try await minicrm.addCompany()
    let fresh = try await minicrm.status()
    #expect(fresh.row.mailboxes.first?.waiting == nil)
    expectOneLine(
      fresh.problems.joined(separator: "\n"), about: ["never read", "start minicrm ingest"])

    try await minicrm.ingestOnce()
    try await minicrm.sql("UPDATE mailbox SET lastSuccess = lastSuccess - 700")
    expectOneLine(
      try await minicrm.status().problems.joined(separator: "\n"),
      about: ["last read at", "start minicrm ingest"])

    // A look that takes hours is none that hangs, whatever became of the one before.
    try await minicrm.sql(
      """
      UPDATE mailbox SET progressAt = lastSuccess + 600, lastError = 'x',
        lastErrorAt = lastSuccess + 500
      """)
    #expect(try await minicrm.status().row.healthy)
    try await minicrm.sql("UPDATE mailbox SET lastErrorAt = progressAt")
    #expect(try await !minicrm.status().row.healthy)
  }

  @Test func `reminders that nobody sends are told of`() async throws {
    let office = try await ReminderOffice(port: try FreePort.next())
    try await office.addTask("Soita")
    #expect(try await office.minicrm.status().row.healthy)
    try await office.minicrm.sql("UPDATE reminder SET moment = moment - 400")
    expectOneLine(
      try await office.minicrm.status().problems.joined(separator: "\n"),
      about: ["1 overdue", "start minicrm remind"])
  }

  @Test func `a server that takes no mail is told of until it does`() async throws {
    let port = try FreePort.next()
    let office = try await ReminderOffice(port: port)
    try await office.addTask("Soita")
    _ = try await office.minicrm.run("remind", "--once")
    expectOneLine(
      try await office.minicrm.status().problems.joined(separator: "\n"),
      about: ["nothing can be sent since", "127.0.0.1:\(port)", "minicrm doctor"])
    try await office.minicrm.mustRun(["task", "done", "1"])
    try await office.minicrm.mustRun(["remind", "--once"])
    #expect(try await office.minicrm.status().row.healthy)
  }

  @Test func `a refusal for good is told of for a day`() async throws {
    let server = try FakeSMTPServer([.recipient: [.reply("550 5.1.1 unknown")]])
    let office = try await ReminderOffice(port: server.port)
    try await office.addTask("Soita")
    try await office.minicrm.mustRun(["remind", "--once"])
    let (status, problems) = try await office.minicrm.status()
    #expect(status.reminders["failed"] == 1)
    expectOneLine(
      problems.joined(separator: "\n"), about: ["550 5.1.1 unknown", "minicrm reminder retry"])
    try await office.minicrm.sql("UPDATE notice SET failedAt = failedAt - 86400")
    #expect(try await office.minicrm.status().row.healthy)
  }

  @Test(.enabled(if: getuid() == 0)) func `a disk that is nearly full is told of`() async throws {
    let disk = try await SmallDisk.mount(size: "32m")
    let minicrm = try Minicrm(store: disk.directory.path("store"))
    try await minicrm.addCompany()
    expectOneLine(
      try await minicrm.status().problems.joined(separator: "\n"), about: ["disk", "free space"])
  }

  @Test func `a person sees what isn't well first, and what to do`() async throws {
    let dovecot = try await Dovecot.start()
    let minicrm = try Minicrm(MailboxSettings(of: dovecot))
    try await minicrm.addCompany()
    let run = try await minicrm.run("status")
    #expect(run.code == 2 && run.errors.isEmpty)
    let lines = run.text.split(separator: "\n")
    #expect(lines.first == "Not well:")
    #expect(lines[1].contains("never read; start minicrm ingest"))
    for word in ["NAME", "documents", "REMINDING", "not running", "DISK FREE"] {
      #expect(run.text.contains(word), "\(run.text)")
    }
  }

  @Test func `without a store there is nothing to tell, and none is made`() async throws {
    let minicrm = try Minicrm()
    let run = try await minicrm.run("status")
    #expect(run.code == 1)
    expectOneLine(run.errors, about: ["there is none yet", "minicrm company add"])
    #expect(!FileManager.default.fileExists(atPath: minicrm.storeDirectory))
  }

  @Test func `a store of an older program is left as it is`() async throws {
    let minicrm = try Minicrm()
    try await minicrm.addCompany()
    try await minicrm.sql("PRAGMA user_version = 3")
    let run = try await minicrm.run("status")
    #expect(run.code == 1)
    expectOneLine(run.errors, about: ["version 3"])
    #expect(try await minicrm.sql("PRAGMA user_version").hasPrefix("3"))
  }
}
