import Glibc
import TestKit
import Testing

/// `minicrm doctor` with a real Postfix, which needs root.
@Suite(.enabled(if: getuid() == 0), .timeLimit(.minutes(10))) struct DoctorCircleTests {
  @Test func `outgoing mail is tried up to the login, and no further`() async throws {
    let (dovecot, postfix, minicrm) = try await servers()
    defer { withExtendedLifetime(postfix) {} }
    let desk = try await DoctorDesk(minicrm)
    desk.expectTrouble()
    desk.expect(
      "smtp: connection", "ok", "localhost:\(postfix.submissionPort), TLS", "(29 days)")
    desk.expect("smtp: login", "ok", "as documents")
    desk.expect("smtp: size", "ok", "no limit")
    #expect(dovecot.count() == 0)
  }

  @Test func `a refused login for outgoing mail is told of`() async throws {
    let (dovecot, postfix, minicrm) = try await servers(password: "väärä")
    defer { withExtendedLifetime((dovecot, postfix)) {} }
    let desk = try await DoctorDesk(minicrm)
    desk.expectTrouble(only: "smtp: login")
    desk.expect("smtp: login", "failed", "the login of documents was refused", "535")
  }

  @Test func `the test mail comes round, and nothing of it stays, though the ingest runs`()
    async throws
  {
    let (dovecot, postfix, minicrm) = try await servers()
    defer { withExtendedLifetime(postfix) {} }
    let daemon = try minicrm.start(["ingest"])
    #expect(
      try await eventually { try await minicrm.status().row.mailboxes.first?.connected == true })

    let desk = try await DoctorDesk(minicrm, "--send")

    desk.expectTrouble()
    desk.expect("circle", "ok", "came round to mailbox documents")
    // A mail that comes afterwards is filed as ever.
    try dovecot.deliver(SampleMail(to: "x@in.example.fi", subject: "next").bytes)
    #expect(try await eventually { dovecot.count(in: "Rejected") == 1 }, "\(daemon.standardError)")
    #expect(try await minicrm.mails().map(\.subject) == ["next"])
    #expect(dovecot.count() == 0 && dovecot.count(in: "Processed") == 0)
  }

  @Test func `a server that won't take the test mail is told of`() async throws {
    let server = try FakeSMTPServer([.recipient: [.reply("550 5.7.1 relay denied")]])
    let dovecot = try await Dovecot.start()
    let minicrm = try Minicrm(MailboxSettings(of: dovecot))
    try await minicrm.addCompany()
    try minicrm.configure(
      [MailboxSettings(of: dovecot)],
      smtp: [
        "url: smtp://127.0.0.1:\(server.port)", "tls: none", "from: muistutus@example.fi",
      ])
    let desk = try await DoctorDesk(minicrm, "--send")
    desk.expectTrouble(only: "circle")
    desk.expect("circle", "failed", "550 5.7.1 relay denied", "mail.address")
  }

  @Test func `a mail that doesn't come is told of`() async throws {
    let server = try FakeSMTPServer()
    let dovecot = try await Dovecot.start()
    let minicrm = try Minicrm()
    try minicrm.configure(
      [MailboxSettings(of: dovecot)],
      smtp: [
        "url: smtp://127.0.0.1:\(server.port)", "tls: none", "from: muistutus@example.fi",
      ])
    try await minicrm.addCompany()
    // Another mail that comes meanwhile is left alone.
    try dovecot.deliver(SampleMail(to: "x@in.example.fi", subject: "other").bytes)
    let desk = try await DoctorDesk(minicrm, "--send", "--wait", "2")
    desk.expectTrouble(only: "circle")
    let recipient = try #require(server.mails.first?.recipient)
    #expect(recipient.contains("minicrm-doctor-") && recipient.contains("@in.example.fi"))
    desk.expect("circle", "failed", "came to no mailbox within 2 s", "--wait")
    #expect(dovecot.count() == 1)
  }

  private func servers(
    password: String = Dovecot.password
  ) async throws -> (Dovecot, Postfix, Minicrm) {
    let dovecot = try await Dovecot.start()
    let postfix = try await Postfix.start(deliveringTo: dovecot)
    let minicrm = try Minicrm()
    let file = try minicrm.directory.write(password + "\n", to: "smtp", mode: 0o600)
    try minicrm.configure(
      [MailboxSettings(of: dovecot)],
      smtp: [
        "url: smtp://localhost:\(postfix.submissionPort)", "username: \(dovecot.users[0])",
        "password: { file: \(file) }", "caFile: \(dovecot.certificates.authority)",
        "from: muistutus@in.example.fi",
      ])
    try await minicrm.addCompany()
    return (dovecot, postfix, minicrm)
  }
}
