import Foundation
import Glibc
import TestKit
import Testing

/// `minicrm company test` with servers that answer as we like.
@Suite(.timeLimit(.minutes(5))) struct AddressTrialTests {
  /// A row of `company test --json`.
  struct Row: Decodable {
    struct Hop: Decodable {
      let hop: String
      let text: String
      let milliseconds: Int
    }

    let company: String
    let address: String
    let arrived: Bool
    let messageID: String?
    let hops: [Hop]
    let mail: Int?
    let document: Int?
    let problem: String?
    let advice: String?
  }

  private func minicrm(
    _ mailboxes: MailboxSettings..., sendingTo server: FakeSMTPServer
  ) throws -> Minicrm {
    let minicrm = try Minicrm()
    try minicrm.configure(
      mailboxes,
      smtp: [
        "url: smtp://127.0.0.1:\(server.port)", "tls: none", "from: muistutus@example.fi",
      ])
    return minicrm
  }

  private func row(_ run: Program.Run) throws -> Row {
    try JSONDecoder().decode(Row.self, from: run.output)
  }

  /// The mail that the server took, as it would arrive.
  private func taken(_ server: FakeSMTPServer) async throws -> String {
    #expect(try await eventually { server.mails.count == 1 })
    return try #require(server.mails.first).lines.joined(separator: "\r\n") + "\r\n"
  }

  @Test func `a mail that a pipe hands in is followed to its document`() async throws {
    let server = try FakeSMTPServer()
    let minicrm = try minicrm(sendingTo: server)
    let company = try await minicrm.addCompany()
    for round in 1...2 {
      async let testing = minicrm.run("company", "test", "acme", "--json")
      #expect(try await eventually { server.mails.count == round })
      let mail = try #require(server.mails.last)
      try await minicrm.mustRun(
        ["mail", "add", "-", "--to", company.address],
        standardInput: Array(mail.lines.joined(separator: "\r\n").utf8))
      let run = try await testing
      let row = try row(run)
      #expect(run.code == 0 && row.arrived && row.problem == nil && row.advice == nil)
      #expect(
        row.address == company.address && row.hops.map(\.hop) == ["sent", "received", "filed"])
      #expect(row.hops[1].text == "handed in by a pipe: filed (1 document)")
      let document = try #require(try await minicrm.documents().first { $0.id == row.document })
      #expect(document.state == "archived" && document.mail == row.mail)
      #expect(document.title == "Testi: posti kulkee yrityksen osoitteeseen")
    }
    struct Shown: Decodable { let lastMail: String? }
    let shown = try await minicrm.json(Shown.self, "company", "show", "acme")
    #expect(shown.lastMail?.hasSuffix("Z") == true)
  }

  @Test func `without an ingest it ends at once, and sends nothing`() async throws {
    let server = try FakeSMTPServer()
    let dovecot = try await Dovecot.start()
    let minicrm = try minicrm(MailboxSettings(of: dovecot), sendingTo: server)
    try await minicrm.addCompany()
    let run = try await minicrm.run("company", "test", "acme")
    #expect(run.code == 1 && server.mails.isEmpty)
    for word in ["no minicrm ingest", "systemctl start minicrm-ingest", "minicrm status"] {
      #expect(run.errors.contains(word), "\(run.errors)")
    }
  }

  @Test func `a company that is switched off, or isn't there, is not tested`() async throws {
    let server = try FakeSMTPServer()
    let dovecot = try await Dovecot.start()
    let minicrm = try minicrm(MailboxSettings(of: dovecot), sendingTo: server)
    try await minicrm.addCompany()
    try await minicrm.mustRun(["company", "deactivate", "acme"])
    let run = try await minicrm.run("company", "test", "acme")
    #expect(run.code == 1 && run.errors.contains("minicrm company activate acme"))
    let other = try await minicrm.run("company", "test", "' OR 1=1")
    #expect(other.code == 1 && other.errors.contains(": there is none; minicrm company list"))
    #expect(server.mails.isEmpty)
  }

  @Test(arguments: ["0", "301", "-1", "5m", "9223372036854775808"])
  func `nobody waits longer than five minutes`(_ timeout: String) async throws {
    let minicrm = try Minicrm()
    let run = try await minicrm.run("company", "test", "acme", "--timeout", timeout)
    #expect(run.code == 64, "\(run.errors)")
  }

  @Test func `without smtp it is a matter of the settings`() async throws {
    let minicrm = try Minicrm()
    try await minicrm.addCompany()
    #expect(try await minicrm.run("company", "test", "acme").code == 78)
  }

  @Test func `a server that won't take the mail is told of`() async throws {
    let server = try FakeSMTPServer([.recipient: [.reply("550 5.7.1 relay denied")]])
    let minicrm = try minicrm(sendingTo: server)
    try await minicrm.addCompany()
    let run = try await minicrm.run("company", "test", "acme")
    #expect(run.code == 1 && run.text.contains("FAILED  the mail was not taken"))
    #expect(run.text.contains("550 5.7.1 relay denied") && run.text.contains("mail.address"))
  }

  @Test func `a mail that comes nowhere is told of, and archived should it come late`()
    async throws
  {
    let server = try FakeSMTPServer()
    let dovecot = try await Dovecot.start()
    let minicrm = try minicrm(MailboxSettings(of: dovecot), sendingTo: server)
    try await minicrm.addCompany()
    let daemon = try minicrm.start(["ingest"])
    #expect(
      try await eventually { try await minicrm.status().row.mailboxes.first?.connected == true })
    let run = try await minicrm.run("company", "test", "acme", "--timeout", "1", "--json")
    let row = try row(run)
    #expect(run.code == 1 && !row.arrived && row.hops.map(\.hop) == ["sent"])
    #expect(row.problem?.contains("no mailbox that is read had it") == true)
    #expect(row.advice?.contains(try #require(row.messageID)) == true)
    let mail = try await taken(server)
    try dovecot.deliver(Array(mail.utf8))
    #expect(
      try await eventually { try await minicrm.documents().map(\.state) == ["archived"] },
      "\(daemon.standardError)")
  }

  @Test func `a mail whose address got lost is told of`() async throws {
    let server = try FakeSMTPServer()
    let minicrm = try minicrm(sendingTo: server)
    try await minicrm.addCompany()
    async let testing = minicrm.run("company", "test", "acme", "--json")
    let mail = try await taken(server)
    try await minicrm.mustRun(
      ["mail", "add", "-", "--to", "docs@example.fi"], standardInput: Array(mail.utf8))
    let (run, unroutable) = (try await testing, try #require(try await minicrm.mails().first))
    let row = try row(run)
    #expect(run.code == 1 && row.hops.map(\.hop) == ["sent", "received"])
    #expect(row.mail == unroutable.id && row.document == nil)
    #expect(row.problem?.hasPrefix("it came, but is unroutable") == true)
    #expect(row.advice?.contains("minicrm mail explain \(unroutable.id)") == true)
  }

  @Test func `a mail that lost its token is a document of the Inbox, and said to be`()
    async throws
  {
    let server = try FakeSMTPServer()
    let minicrm = try minicrm(sendingTo: server)
    let company = try await minicrm.addCompany()
    async let testing = minicrm.run("company", "test", "acme")
    let mail = try await taken(server).replacing("X-Minicrm-Test:", with: "X-Lost:")
    try await minicrm.mustRun(
      ["mail", "add", "-", "--to", company.address], standardInput: Array(mail.utf8))
    let run = try await testing
    #expect(run.code == 0 && run.text.contains("in the Inbox: the field X-Minicrm-Test was lost"))
    #expect(try await minicrm.documents().map(\.state) == ["inbox"])
  }

  @Test func `who interrupts it leaves nothing in the Inbox`() async throws {
    let server = try FakeSMTPServer()
    let minicrm = try minicrm(sendingTo: server)
    let company = try await minicrm.addCompany()
    let testing = try minicrm.start(["company", "test", "acme"])
    let mail = try await taken(server)
    testing.signal(SIGINT)
    #expect(try await testing.end() == .killed(signal: SIGINT))
    try await minicrm.mustRun(
      ["mail", "add", "-", "--to", company.address], standardInput: Array(mail.utf8))
    #expect(try await minicrm.documents().map(\.state) == ["archived"])
    #expect(try await minicrm.integrityCheck() == "ok")
  }
}

/// The whole way, over a real Postfix, which needs root, and a real Dovecot.
@Suite(.enabled(if: getuid() == 0), .timeLimit(.minutes(5))) struct AddressTrialPostfixTests {
  @Test func `a mail to the company's address becomes a document, hop by hop`() async throws {
    let dovecot = try await Dovecot.start()
    let postfix = try await Postfix.start(deliveringTo: dovecot)
    let minicrm = try Minicrm()
    let password = try minicrm.directory.write(Dovecot.password + "\n", to: "smtp", mode: 0o600)
    try minicrm.configure(
      [MailboxSettings(of: dovecot)],
      smtp: [
        "url: smtp://localhost:\(postfix.submissionPort)", "username: \(dovecot.users[0])",
        "password: { file: \(password) }", "caFile: \(dovecot.certificates.authority)",
        "from: muistutus@in.example.fi",
      ])
    try await minicrm.addCompany()
    let daemon = try minicrm.start(["ingest"])
    #expect(
      try await eventually { try await minicrm.status().row.mailboxes.first?.connected == true })

    let run = try await minicrm.run("company", "test", "acme")

    #expect(run.code == 0, "\(run.text) \(run.errors) \(daemon.standardError) \(postfix.log)")
    let lines = run.text.split(separator: "\n").map(String.init)
    #expect(lines.count == 3 && lines.allSatisfy { $0.hasPrefix("ok  ") })
    let words = [
      ["sent", "250", "queued as"], ["received", "seen in mailbox documents: filed (1 document)"],
      ["filed", "document 1, archived"],
    ]
    for (line, words) in zip(lines, words) {
      for word in words { #expect(line.contains(word), "\(line)") }
    }
    #expect(try await minicrm.documents().map(\.state) == ["archived"])
    #expect(try await eventually { dovecot.count(in: "Processed") == 1 })
    #expect(!run.text.contains(Dovecot.password))
  }
}
