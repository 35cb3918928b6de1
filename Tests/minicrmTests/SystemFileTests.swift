import Foundation
import TestKit
import Testing

/// The program runs with another file in the place of one of the system's. Only root can mount it.
@Suite(.enabled(if: getuid() == 0), .timeLimit(.minutes(10))) struct SystemFileTests {
  /// The arguments of `unshare` that run minicrm with `replacement` in the place of `original`.
  private func arguments(
    _ replacement: String, over original: String, _ command: String..., minicrm: Minicrm
  ) -> [String] {
    let script = "mount --bind \"$0\" \"$1\" && shift && exec \"$@\""
    return ["--mount", "sh", "-c", script, replacement, original, Minicrm.executable] + command
      + ["--config", minicrm.settingsFile]
  }

  @Test func `a look-up of a name that hangs keeps neither the timeout nor the stop waiting`()
    async throws
  {
    let dovecot = try await Dovecot.start()
    var mailbox = MailboxSettings(of: dovecot)
    mailbox.url = "imaps://imap.example.fi"
    mailbox.timeout = "1s"
    let minicrm = try Minicrm(mailbox)
    // To open a FIFO that nobody writes to hangs.
    let hosts = minicrm.directory.path("hosts")
    #expect(mkfifo(hosts, 0o600) == 0)

    let once = arguments(hosts, over: "/etc/hosts", "ingest", "--once", minicrm: minicrm)
    let run = try await Program.run("unshare", once, within: .seconds(30))
    #expect(run.code == 1)
    expectOneLine(run.errors, about: ["imap.example.fi", "timeout"])

    mailbox.timeout = "600s"
    try minicrm.configure([mailbox])
    let daemon = try ChildProcess(
      "unshare", arguments(hosts, over: "/etc/hosts", "ingest", minicrm: minicrm),
      farewell: SIGTERM)
    #expect(try await eventually { daemon.standardError.contains("reading") })
    daemon.signal(SIGTERM)
    #expect(try await daemon.end(within: .seconds(30)) == .exited(0))
  }

  @Test func `with caFile the system's authorities are not trusted`() async throws {
    let dovecot = try await Dovecot.start()
    var mailbox = MailboxSettings(of: dovecot)
    mailbox.caFile = dovecot.certificates.unrelatedAuthority
    let minicrm = try Minicrm(mailbox)
    let authorities = minicrm.directory.path("authorities")
    try FileManager.default.createDirectory(
      atPath: authorities, withIntermediateDirectories: false)
    try FileManager.default.copyItem(
      atPath: dovecot.certificates.authority, toPath: authorities + "/authority.pem")
    _ = try await Program.mustRun("openssl", ["rehash", authorities])

    let run = try await Program.run(
      "unshare",
      arguments(authorities, over: "/etc/ssl/certs", "ingest", "--once", minicrm: minicrm))
    #expect(run.code == 1)
    expectOneLine(run.errors, about: ["certificate"])
  }
}
