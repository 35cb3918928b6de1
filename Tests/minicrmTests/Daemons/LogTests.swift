import Foundation
import TestKit
import Testing

/// The daemons' log lines, as docs/logs.md describes them.
@Suite(.timeLimit(.minutes(10))) struct LogTests {
  @Test func `a mail's life is told under one id, from its fetch to the server's copy`()
    async throws
  {
    let dovecot = try await Dovecot.start()
    let minicrm = try Minicrm(MailboxSettings(of: dovecot, name: "documents"))
    let company = try await minicrm.addCompany()
    try dovecot.deliver(
      (1...20).map { number in
        let mail = SampleMail(to: company.address, subject: "Lasku \(number)")
        return number == 7 ? mail.bytes : mail.attaching(.pdf("\(number).pdf")).bytes
      })
    let run = try await minicrm.ingestOnce()

    for mail in try await minicrm.mails() {
      let uid = try #require(mail.uid)
      let name = "documents/\(try #require(mail.uidValidity))/\(uid)"
      let lines = run.errors.lines(with: "message=\(name)")
      let isFiled = mail.verdict == "filed"
      #expect((uid == 7) == !isFiled)
      #expect(
        lines.map(\.event) == [
          "fetched", isFiled ? "filed: 1 document" : "empty: no document in it",
          isFiled ? "moved to Processed" : "moved to Rejected",
        ])
      #expect(lines.allSatisfy { $0.contains(" mailbox=documents ") && $0.contains(" uid=\(uid)") })
      #expect(lines.count == 3 && lines[1].contains(" mail=\(mail.id) "))
      #expect(lines[1].contains(" company=1 ") && lines[1].contains(" size=\(mail.size)"))
    }
  }

  @Test func `a notice's life is told under one id, from its plan to the last reply`() async throws
  {
    let server = try FakeSMTPServer([.recipient: [.reply("451 4.2.0 busy")]])
    let office = try await ReminderOffice(port: server.port)
    try await office.addTask("Soita")
    let first = try await office.minicrm.run("remind", "--once")
    let reminder = try #require(try await office.reminders().first { $0.attempts == 1 })
    try await office.minicrm.mustRun(["reminder", "retry", "\(reminder.id)"])
    let second = try await office.minicrm.run("remind", "--once")

    let lines = (first.errors + second.errors).lines(with: "notice=1")
    #expect(
      lines.map(\.event) == [
        "sending", "warning: not accepted (451 4.2.0 busy)", "sending",
        "sent (250 2.0.0 queued as 1)",
      ])
    #expect(lines.map { $0.contains(" attempt=2 ") } == [false, false, true, true])
    #expect(lines[1].contains(" next-try="))
    for line in lines {
      #expect(line.contains(" reminders=\(reminder.id)") && line.contains(" person=1"), "\(line)")
      #expect(line.contains(" message-id=\(try #require(reminder.messageID)) "), "\(line)")
      #expect(line.contains(" planned-for="), "\(line)")
    }
  }

  @Test func `no secret and nothing of a mail's content is ever told`() async throws {
    let dovecot = try await Dovecot.start(users: ["broken", "sound"])
    var broken = MailboxSettings(of: dovecot, user: "broken")
    broken.password = "vääräsana77"
    let server = try FakeSMTPServer(
      extensions: ["AUTH PLAIN LOGIN"], [.recipient: [.reply("451 4.2.0 busy")]])
    let minicrm = try Minicrm(broken, MailboxSettings(of: dovecot, user: "sound"))
    let password = try minicrm.directory.write("postinsana77\n", to: "smtp", mode: 0o600)
    try minicrm.configure(
      [broken, MailboxSettings(of: dovecot, user: "sound")],
      smtp: [
        "url: smtp://127.0.0.1:\(server.port)", "tls: none", "username: posti",
        "password: { file: \(password) }", "from: muistutus@example.fi",
      ])
    let office = try await ReminderOffice(minicrm, domain: "acme.example", persons: 3)
    let address = try await minicrm.companyAddress()
    try dovecot.deliver(
      ["", "", "Auto-Submitted: auto-replied", "X-Loop: x"].enumerated().flatMap { number, field in
        let mail = SampleMail(
          to: number == 1 ? "acme-väärä@in.example.fi" : address,
          subject: "Salainenaihe \(number)", text: "Salainenteksti\r\n"
        ).withHeader(field.isEmpty ? "X-Number: \(number)" : field)
        return [mail.bytes, mail.attaching(.pdf("Salainennimi-\(number).pdf")).bytes]
      }, user: "sound")
    for person in 0..<3 {
      try await office.addTask("Salainentehtävä \(person)", person: person)
    }
    let manager = try FakeServiceManager()
    let environment = manager.environment(watchdog: .seconds(60))

    let ingest = try minicrm.start(["ingest"], environment: environment)
    let remind = try minicrm.start(["remind"], environment: environment)
    #expect(try await eventually { dovecot.count(user: "sound") == 0 && server.mails.count >= 2 })
    #expect(try await eventually { ingest.standardError.contains("error: mailbox broken") })
    try minicrm.directory.write("mailboxes: [ salasana: postinsana77 ]\n", to: "minicrm.yaml")
    for daemon in [ingest, remind] { daemon.signal(SIGHUP) }
    #expect(try await eventually { manager.count(of: "READY=1") == 4 })
    for daemon in [ingest, remind] {
      daemon.signal(SIGTERM)
      #expect(try await daemon.end() == .exited(0))
    }

    let told =
      manager.messages.joined() + ingest.standardError + ingest.standardOutput
      + remind.standardError + remind.standardOutput
    #expect(told.contains("filed: 1 document") && told.contains("sent (250"))
    let token = try #require(address.split(separator: "@").first?.dropFirst("acme-".count))
    for secret in [
      Dovecot.password, "vääräsana77", "postinsana77", String(token), "acme-väärä", "Salainen",
      "Väinö", "matti", "=?UTF-8",
    ] {
      #expect(!told.contains(secret), "\(secret) is in \(told)")
    }
  }
}

extension Minicrm {
  fileprivate func companyAddress() async throws -> String {
    struct Answer: Decodable { let address: String }
    return try await json(Answer.self, "company", "address", "acme").address
  }
}

extension String {
  /// The log lines that have this field.
  fileprivate func lines(with field: String) -> [Substring] {
    split(separator: "\n").filter { $0.split(separator: " ").contains(field[...]) }
  }
}

extension Substring {
  /// A log line without its fields.
  fileprivate var event: Substring {
    firstRange(of: /( [a-z-]+=\S*)+$/).map { self[..<$0.lowerBound] } ?? self
  }
}
