import Foundation
import TestKit
import Testing

/// A store that is moved away, or restored, under a daemon.
@Suite struct MovedStoreTests {
  @Test func `a daemon whose store was moved away ends before it files, a restore waits for that`()
    async throws
  {
    let mailbox = FakeMailbox([])
    let server = try FakeIMAPServer(serving: mailbox)
    let dovecot = try await Dovecot.start()
    var settings = MailboxSettings(of: dovecot, security: .plain)
    settings.url = "imap://127.0.0.1:\(server.port)"
    settings.password = "secret"
    let minicrm = try Minicrm(settings)
    let address = try await minicrm.addCompany().address
    let backup = minicrm.directory.path("backup")
    try await minicrm.mustRun(["backup", backup])
    let daemon = try minicrm.start(["ingest"])
    #expect(try await eventually { server.commands.last == "IDLE" }, "\(daemon.standardError)")

    try #require(rename(minicrm.storeDirectory, minicrm.storeDirectory + ".old") == 0)
    let early = try await minicrm.run("restore", backup)
    #expect(early.code == 1)
    expectOneLine(early.errors, about: ["process \(daemon.id) has the store open", "nothing was"])
    #expect(!FileManager.default.fileExists(atPath: minicrm.storeDirectory))

    let mail = SampleMail(to: address, subject: "Lasku").attaching(.pdf("lasku.pdf")).bytes
    mailbox.deliver(mail)
    #expect(try await daemon.end() == .exited(1))
    #expect(daemon.standardError.contains("it was moved away, or another was put in its place"))
    #expect(mailbox.messages(in: "INBOX").count == 1)
    try await minicrm.mustRun(["restore", backup])
    try await minicrm.ingestOnce()
    #expect(try await minicrm.documents().count == 1)
  }
}
