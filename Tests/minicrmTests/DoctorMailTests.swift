import Foundation
import TestKit
import Testing

/// `minicrm doctor` and mail servers.
@Suite(.timeLimit(.minutes(10))) struct DoctorMailTests {
  @Test func `a mailbox that can be read has a line for each step`() async throws {
    let dovecot = try await Dovecot.start()
    let minicrm = try Minicrm(MailboxSettings(of: dovecot))
    try await minicrm.addCompany()
    try dovecot.deliver(SampleMail(to: "x@in.example.fi", subject: "a").bytes)
    try await dovecot.makeFolder("Rejected")

    let desk = try await DoctorDesk(minicrm)

    desk.expectTrouble()
    desk.expect("mailbox documents: password", "ok", "0600")
    desk.expect(
      "mailbox documents: connection", "ok",
      "localhost:\(dovecot.imapsPort), TLS, certificate until",
      "(29 days)")
    desk.expect("mailbox documents: login", "ok", "as documents")
    desk.expect("mailbox documents: capabilities", "ok")
    desk.expect("mailbox documents: folder", "ok", "INBOX with 1 mails, of which 1 wait")
    desk.expect("mailbox documents: folder", "ok", "Processed is made when it is needed")
    desk.expect("mailbox documents: folder", "ok", "Rejected")
    desk.expect("smtp", "warning", "nobody is reminded")
    // Nothing was touched.
    #expect(dovecot.count() == 1)
    #expect(try await minicrm.mails().isEmpty)
  }

  @Test(arguments: [
    (MailboxTrouble.wrongPassword, "login"), (.unreachableHost, "connection"),
    (.badCertificate, "certificate"), (.missingFolder, "folder"),
  ])
  func `a mailbox in trouble is told of, and the others are looked at`(
    trouble: MailboxTrouble, check: String
  ) async throws {
    let place = try await TwoMailboxes(trouble)
    let desk = try await DoctorDesk(place.minicrm)
    desk.expectTrouble(only: "mailbox broken: \(check)")
    let row = try #require(desk.rows.first { $0.result == "failed" })
    for word in trouble.words.dropFirst() {
      #expect("\(row.text) \(row.advice ?? "")".contains(word), "\(row)")
    }
    #expect(row.advice != nil)
    desk.expect("mailbox sound: folder", "ok", "1 wait")
  }

  @Test func `a certificate of an unknown authority is not accepted`() async throws {
    let dovecot = try await Dovecot.start()
    var mailbox = MailboxSettings(of: dovecot)
    mailbox.caFile = nil
    let desk = try await DoctorDesk(try Minicrm(mailbox))
    desk.expect(
      "mailbox documents: certificate", "failed", "unable to get local issuer certificate",
      "caFile")
  }

  @Test func `a certificate that its server has signed itself is not accepted`() async throws {
    let dovecot = try await Dovecot.start()
    let minicrm = try Minicrm(MailboxSettings(of: dovecot))
    try await dovecot.showSelfSignedCertificate()
    #expect(
      try await eventually {
        try await minicrm.doctor().contains {
          $0.check == "mailbox documents: certificate" && $0.text.contains("self-signed")
        }
      })
  }

  @Test func `a certificate at its end is told of, before and after`() async throws {
    let dovecot = try await Dovecot.start()
    let minicrm = try Minicrm(MailboxSettings(of: dovecot))
    try await minicrm.addCompany()
    for (end, words) in [
      (Date(timeIntervalSinceNow: 5 * 86_400), "renewed"),
      (Date(timeIntervalSinceNow: -40 * 86_400), "certificate has expired"),
    ] {
      try await dovecot.showCertificate(until: end)
      #expect(
        try await eventually {
          try await minicrm.doctor().contains { "\($0.text) \($0.advice ?? "")".contains(words) }
        }, "\(words)")
    }
  }

  @Test func `a server that says nothing is given up, and the rest is told`() async throws {
    let server = try FakeIMAPServer { _ = $0.hasInput(within: 30_000) }
    let minicrm = try Minicrm()
    let password = try minicrm.directory.write("secret\n", to: "password", mode: 0o600)
    try minicrm.directory.write(
      """
      store: { directory: \(minicrm.storeDirectory) }
      mail: { address: "{company}-{token}@in.example.fi" }
      mailboxes:
        - { name: slow, url: "imap://127.0.0.1:\(server.port)", tls: none, username: docs,
            password: { file: \(password) }, timeout: 1s }
      """, to: "minicrm.yaml")
    let desk = try await DoctorDesk(minicrm)
    desk.expect("mailbox slow: connection", "failed", "no session within", "raise timeout")
    desk.expect("time zones", "ok", "Europe/Helsinki")
  }

  @Test(arguments: [("STORAGE 100 1000", "ok", "10 %"), ("STORAGE 95 100", "warning", "95 %")])
  func `the room that is left is told where the server tells it`(
    quota: String, result: String, words: String
  ) async throws {
    let mailbox = FakeMailbox(capabilities: ["IMAP4rev1", "QUOTA"])
    mailbox.configure(quota: quota)
    let server = try FakeIMAPServer(serving: mailbox)
    let minicrm = try Minicrm()
    let password = try minicrm.directory.write("secret\n", to: "password", mode: 0o600)
    try minicrm.directory.write(
      """
      store: { directory: \(minicrm.storeDirectory) }
      mail: { address: "{company}-{token}@in.example.fi" }
      mailboxes:
        - { name: old, url: "imap://127.0.0.1:\(server.port)", tls: none, username: docs,
            password: { file: \(password) } }
      """, to: "minicrm.yaml")
    let desk = try await DoctorDesk(minicrm)
    desk.expect("mailbox old: quota", result, words)
    desk.expect("mailbox old: connection", "ok", "without TLS")
    desk.expect("mailbox old: capabilities", "warning", "no IDLE", "neither MOVE nor UIDPLUS")
  }

  @Test func `a closed port for outgoing mail is told of`() async throws {
    let port = try FreePort.next()
    let minicrm = try Minicrm(smtp: [
      "url: smtp://127.0.0.1:\(port)", "tls: none", "from: muistutus@example.fi",
    ])
    let desk = try await DoctorDesk(minicrm)
    desk.expect("smtp: connection", "failed", "127.0.0.1:\(port)", "check smtp in the settings")
  }

  @Test func `a small limit of outgoing mail is told of`() async throws {
    let server = try FakeSMTPServer(extensions: ["SIZE 100000"])
    let minicrm = try Minicrm(smtp: [
      "url: smtp://127.0.0.1:\(server.port)", "tls: none", "from: muistutus@example.fi",
    ])
    let desk = try await DoctorDesk(minicrm)
    desk.expect("smtp: login", "ok", "none is asked for")
    desk.expect("smtp: size", "warning", "98 kB", "raised")
    #expect(server.mails.isEmpty)
  }
}
