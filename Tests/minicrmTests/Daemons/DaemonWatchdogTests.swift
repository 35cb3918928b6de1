import Foundation
import TestKit
import Testing

/// The daemons and systemd's watchdog.
@Suite(.timeLimit(.minutes(10))) struct DaemonWatchdogTests {
  private static let interval = Duration.seconds(2)

  @Test func `one mailbox that hangs starves the watchdog, until it goes on`() async throws {
    let dovecot = try await Dovecot.start(users: ["hung", "sound"])
    var hung = MailboxSettings(of: dovecot, user: "hung")
    // libcurl waits for the authorities beyond any timeout, until somebody writes them.
    let authorities = try Pipe()
    (hung.caFile, hung.timeout) = (authorities.path, "1s")
    let minicrm = try Minicrm(hung, MailboxSettings(of: dovecot, user: "sound"))
    let manager = try FakeServiceManager()

    let daemon = try minicrm.start(
      ["ingest"], environment: manager.environment(watchdog: Self.interval))
    #expect(
      try await eventually {
        daemon.standardError.contains("the watchdog is not fed part=hung")
      }, "\(daemon.standardError)")
    let fed = manager.count(of: "WATCHDOG=1")
    #expect(fed > 0)
    // As long as the other mailbox takes for a mail the hung one stays unheard of.
    let company = try await minicrm.addCompany()
    try dovecot.deliver(
      SampleMail(to: company.address, subject: "x").attaching(.pdf("x.pdf")).bytes, user: "sound")
    #expect(try await eventually { dovecot.count(in: "Processed", user: "sound") == 1 })
    #expect(manager.count(of: "WATCHDOG=1") == fed)

    try await authorities.become(dovecot.certificates.authority)
    #expect(try await eventually { manager.count(of: "WATCHDOG=1") > fed + 3 })
    #expect(daemon.standardError.contains("the watchdog is fed"))
    daemon.signal(SIGTERM)
    #expect(try await daemon.end() == .exited(0))
  }

  @Test func `a server that is silent within its timeout leaves the watchdog fed`() async throws {
    let imap = try FakeIMAPServer { try $0.hang() }
    let dovecot = try await Dovecot.start()
    var mailbox = MailboxSettings(of: dovecot, security: .plain)
    mailbox.url = "imap://127.0.0.1:\(imap.port)"
    mailbox.timeout = "60s"
    let minicrm = try Minicrm(mailbox)
    let manager = try FakeServiceManager()
    let daemon = try minicrm.start(
      ["ingest"], environment: manager.environment(watchdog: Self.interval))
    #expect(try await eventually { imap.connections == 1 })
    // Each second one: well beyond what a part may take without a word.
    #expect(try await eventually { manager.count(of: "WATCHDOG=1") >= 6 })
    #expect(!daemon.standardError.contains("watchdog"), "\(daemon.standardError)")
    daemon.signal(SIGTERM)
    #expect(try await daemon.end() == .exited(0))
  }

  @Test func `idle or silent for long, the reminder worker keeps the watchdog fed`() async throws {
    let server = try FakeSMTPServer([.message: [.silence]])
    let office = try await ReminderOffice(port: server.port)
    let manager = try FakeServiceManager()
    let daemon = try office.minicrm.start(
      ["remind"], environment: manager.environment(watchdog: Self.interval))
    #expect(try await eventually { manager.count(of: "WATCHDOG=1") >= 5 })
    try await office.addTask("Soita")
    daemon.signal(SIGHUP)
    #expect(try await eventually { server.mails.count == 1 })
    let fed = manager.count(of: "WATCHDOG=1")
    #expect(try await eventually { manager.count(of: "WATCHDOG=1") >= fed + 5 })
    #expect(!daemon.standardError.contains("watchdog"), "\(daemon.standardError)")
    daemon.signal(SIGTERM)
    #expect(try await daemon.end() == .exited(0))
  }
}

/// A file that nobody can read until it has become another one.
private struct Pipe {
  private let directory: TemporaryDirectory
  let path: String

  init() throws {
    directory = try TemporaryDirectory(named: "minicrm-pipe")
    path = directory.path("pipe")
    try #require(mkfifo(path, 0o600) == 0)
  }

  /// A reader that waits for the pipe, or opens it from now on, reads that file's content.
  func become(_ file: String) async throws {
    let content = try Data(contentsOf: URL(fileURLWithPath: file))
    let pipe = open(path, O_WRONLY | O_NONBLOCK)
    defer { close(pipe) }
    try #require(pipe >= 0, "nobody waits")
    try directory.write(content, to: "file")
    try #require(rename(directory.path("file"), path) == 0)
    #expect(content.withUnsafeBytes { write(pipe, $0.baseAddress, $0.count) } == content.count)
  }
}
