import Foundation
import TestKit
import Testing

/// SIGHUP: the settings are read again.
@Suite(.timeLimit(.minutes(10))) struct ReloadTests {
  @Test func `a mailbox that was added is read, one that was removed no more`() async throws {
    let place = try await Place()
    #expect(try await eventually { place.manager.status == "waiting for mail" })

    try place.minicrm.configure([MailboxSettings(of: place.dovecot, user: "second")])
    place.daemon.signal(SIGHUP)
    #expect(try await eventually { place.manager.count(of: "READY=1") == 2 })
    try place.deliver("a.pdf", to: "second")
    try place.deliver("b.pdf", to: "first")

    #expect(
      try await eventually { place.dovecot.count(in: "Processed", user: "second") == 1 })
    #expect(place.dovecot.count(user: "first") == 1)
    #expect(place.tellsOfReloads == 1)
    try await place.stop()
  }

  @Test(arguments: [
    "not: settings\n", "mailboxes: [\n", "store:\n  directory: OTHER\n",
  ])
  func `a bad file is said, and the settings before stay in use`(text: String) async throws {
    let place = try await Place()
    #expect(try await eventually { place.manager.status == "waiting for mail" })
    let good = try String(contentsOfFile: place.minicrm.settingsFile, encoding: .utf8)

    let other = place.minicrm.directory.path("other")
    try place.minicrm.directory.write(text.replacing("OTHER", with: other), to: "minicrm.yaml")
    place.daemon.signal(SIGHUP)
    #expect(try await eventually { place.manager.count(of: "READY=1") == 2 })
    let status = try #require(place.manager.status)
    #expect(status.hasPrefix("the settings before are in use (settings "), "\(status)")
    #expect(status.hasSuffix("; waiting for mail"))
    #expect(place.daemon.standardError.contains("the settings before stay in use"))
    try place.deliver("a.pdf", to: "first")
    #expect(try await eventually { place.dovecot.count(in: "Processed", user: "first") == 1 })

    try place.minicrm.directory.write(good, to: "minicrm.yaml")
    place.daemon.signal(SIGHUP)
    #expect(try await eventually { place.manager.status == "waiting for mail" })
    #expect(place.tellsOfReloads == 2)
    try await place.stop()
  }

  @Test func `mail in hand is neither lost nor doubled by one reload after the other`()
    async throws
  {
    let place = try await Place(mails: 1_000)
    var reloads = 0
    while place.dovecot.count(in: "Processed", user: "first") < 1_000 {
      // Counted before the signal: the answer may come at once.
      let seen = place.manager.count(of: "READY=1")
      place.daemon.signal(SIGHUP)
      reloads += 1
      #expect(try await eventually { place.manager.count(of: "READY=1") > seen })
      // Some progress, or none: a signal may come at any moment of a connection's life. Each may
      // live a little longer than the one before, so that however slow the machine is there is an
      // end to it.
      let longest = 800 + 20 * reloads
      let before = place.dovecot.count(in: "Processed", user: "first")
      _ = try await eventually(within: .milliseconds(Int.random(in: 0...longest))) {
        place.dovecot.count(in: "Processed", user: "first") > before
      }
      try #require(reloads < 500)
    }
    try await place.stop()

    let names = try await place.minicrm.documents().map(\.fileName)
    #expect(names.count == 1_000 && Set(names).count == 1_000, "\(reloads) reloads")
    #expect(!place.daemon.standardError.contains("error:"), "\(place.daemon.standardError)")
  }

  @Test func `the reminder worker sends by the new settings`() async throws {
    let (first, second) = (try FakeSMTPServer(), try FakeSMTPServer())
    let office = try await ReminderOffice(port: first.port)
    let manager = try FakeServiceManager()
    let daemon = try office.minicrm.start(["remind"], environment: manager.environment())
    #expect(try await eventually { manager.count(of: "READY=1") == 1 })

    try office.minicrm.configure(
      [], smtp: ["url: smtp://127.0.0.1:\(second.port)", "tls: none", "from: a@example.fi"])
    try await office.addTask("Soita")
    daemon.signal(SIGHUP)
    #expect(try await eventually { second.mails.count == 1 })
    #expect(first.mails.isEmpty)

    try office.minicrm.configure([])
    daemon.signal(SIGHUP)
    #expect(
      try await eventually { manager.status?.contains("smtp is missing") ?? false })
    daemon.signal(SIGTERM)
    #expect(try await daemon.end() == .exited(0))
  }
}

/// A daemon that reads the mailbox of `first`; the server has a `second` too.
private struct Place {
  let dovecot: Dovecot
  let minicrm: Minicrm
  let manager: FakeServiceManager
  let daemon: ChildProcess
  private let address: String

  init(mails: Int = 0) async throws {
    dovecot = try await Dovecot.start(users: ["first", "second"])
    minicrm = try Minicrm(MailboxSettings(of: dovecot, user: "first"))
    let manager = try FakeServiceManager()
    self.manager = manager
    let address = try await minicrm.addCompany().address
    self.address = address
    try dovecot.deliver(
      (0..<mails).map { number in
        SampleMail(to: address, subject: "\(number)").attaching(.pdf("\(number).pdf")).bytes
      }, user: "first")
    daemon = try minicrm.start(["ingest"], environment: manager.environment())
    #expect(try await eventually { manager.count(of: "READY=1") == 1 })
  }

  func deliver(_ name: String, to user: String) throws {
    try dovecot.deliver(
      SampleMail(to: address, subject: name).attaching(.pdf(name)).bytes, user: user)
  }

  /// The number of times that the manager was told that the settings are being read, and when.
  var tellsOfReloads: Int {
    manager.messages.filter {
      $0.hasPrefix("RELOADING=1\nMONOTONIC_USEC=")
        && $0.split(separator: "=").last.flatMap { UInt64($0) } ?? 0 > 0
    }.count
  }

  func stop() async throws {
    daemon.signal(SIGTERM)
    #expect(try await daemon.end() == .exited(0))
  }
}
