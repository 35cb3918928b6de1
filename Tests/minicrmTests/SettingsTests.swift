import TestKit
import Testing

/// Settings that can't be used: exit code 78 and one line that says where.
@Suite struct SettingsTests {
  @Test func `an unknown key is refused with its line and column`() async throws {
    let directory = try TemporaryDirectory()
    let file = try directory.write(
      "store:\n  directory: \(directory.path)/store\n  colour: blue\n", to: "minicrm.yaml")

    let run = try await Program.run(
      Minicrm.executable, ["company", "list", "--config", file])

    #expect(run.code == 78)
    #expect(run.errors.split(separator: "\n").count == 1)
    for fact in [file, "line 3, column 3", "colour"] {
      #expect(run.errors.contains(fact), "\(run.errors)")
    }
  }

  @Test func `a settings file that is not there is named`() async throws {
    let run = try await Program.run(
      Minicrm.executable, ["ingest", "--once", "--config", "/nonexistent/minicrm.yaml"])

    #expect(run.code == 78)
    #expect(run.errors.contains("/nonexistent/minicrm.yaml"))
    #expect(run.errors.split(separator: "\n").count == 1)
  }

  @Test func `an ingest without mailboxes is a matter of the settings`() async throws {
    let directory = try TemporaryDirectory()
    let file = try directory.write(
      "store:\n  directory: \(directory.path)/store\n", to: "minicrm.yaml")

    let run = try await Program.run(Minicrm.executable, ["ingest", "--once", "--config", file])

    #expect(run.code == 78)
    #expect(run.errors.contains("no mailboxes"), "\(run.errors)")
  }

  @Test func `mails can't be moved to the folder that they are in`() async throws {
    let dovecot = try await Dovecot.start()
    var mailbox = MailboxSettings(of: dovecot)
    mailbox.filed = "move:Inbox"
    let minicrm = try Minicrm(mailbox)

    let run = try await minicrm.run("ingest", "--once")

    #expect(run.code == 78)
    #expect(run.errors.contains("can't be moved to INBOX itself"), "\(run.errors)")
  }

  @Test func `a mailbox's name may have 200 bytes, and no more`() async throws {
    let dovecot = try await Dovecot.start()
    var mailbox = MailboxSettings(of: dovecot, name: String(repeating: "ä", count: 100))
    let minicrm = try Minicrm(mailbox)
    let company = try await minicrm.addCompany()
    try dovecot.deliver(
      SampleMail(to: company.address, subject: "Lasku").attaching(.pdf("lasku.pdf")).bytes)
    try await minicrm.ingestOnce()
    #expect(try await minicrm.mails().map(\.mailbox) == [mailbox.name])

    mailbox.name += "a"
    try minicrm.configure([mailbox])
    let run = try await minicrm.run("ingest", "--once")
    #expect(run.code == 78)
    #expect(run.errors.contains("line 6, column 11: mailboxes[0].name"), "\(run.errors)")
  }

  @Test func `an error that nobody can be told still has its exit code`() async throws {
    let run = try await Program.run(
      "/bin/sh", ["-c", "exec \"$0\" ingest --config /nonexistent 2>&-", Minicrm.executable])

    #expect(run.code == 78)
  }
}
