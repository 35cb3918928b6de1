import Glibc
import TestKit
import Testing

/// A disk that takes no more: one clear line, nothing lost, and on it goes when there is room
/// again. Only root can mount the small disks for these.
@Suite(.enabled(if: getuid() == 0)) struct DiskTests {
  @Test func `a full disk loses nothing and the daemon goes on when there is room`() async throws {
    let disk = try await SmallDisk.mount(size: "8m")
    let dovecot = try await Dovecot.start()
    let minicrm = try Minicrm(MailboxSettings(of: dovecot), store: disk.directory.path("store"))
    let mails = try await deliverScans(to: minicrm, dovecot)

    let once = try await minicrm.run("ingest", "--once")
    #expect(once.code == 1)
    expectOneLine(once.errors, about: ["documents", "no space left", "free space"])
    try await expectNothingLost(dovecot, minicrm, of: mails)

    let daemon = try minicrm.start(["ingest"])
    #expect(try await eventually { daemon.standardError.contains("no space left") })
    try await disk.resize(to: "100m")
    #expect(
      try await eventually { dovecot.count(in: "Processed") == mails.count })
    #expect(!daemon.hasEnded)
    let documents = try await minicrm.documents()
    #expect(documents.map(\.fileName).sorted() == mails.sorted())
    #expect(documents.allSatisfy { $0.size == 1_000_000 })
    #expect(try await minicrm.integrityCheck() == "ok")
  }

  @Test func `a read-only store loses nothing and is used when it is writable`() async throws {
    let disk = try await SmallDisk.mount(size: "100m")
    let dovecot = try await Dovecot.start()
    let minicrm = try Minicrm(MailboxSettings(of: dovecot), store: disk.directory.path("store"))
    let mails = try await deliverScans(to: minicrm, dovecot)
    try await disk.makeReadOnly()

    let once = try await minicrm.run("ingest", "--once")
    #expect(once.code == 1)
    expectOneLine(once.errors, about: ["store", "read-only"])
    #expect(dovecot.count() == mails.count)

    try await disk.makeWritable()
    try await minicrm.ingestOnce()
    #expect(try await minicrm.documents().map(\.fileName).sorted() == mails.sorted())
  }

  /// Twenty mails with a megabyte each; returns their files' names.
  private func deliverScans(to minicrm: Minicrm, _ dovecot: Dovecot) async throws -> [String] {
    let company = try await minicrm.addCompany()
    for number in 0..<20 {
      let bytes = [UInt8](repeating: UInt8(number), count: 1_000_000)
      let mail = SampleMail(to: company.address, subject: "scan \(number)")
      try dovecot.deliver(mail.attaching(.file("scan-\(number).bin", bytes)).bytes)
    }
    return (0..<20).map { "scan-\($0).bin" }
  }

  /// Every mail is still on the server, and each that was moved has its document.
  private func expectNothingLost(
    _ dovecot: Dovecot, _ minicrm: Minicrm, of mails: [String]
  ) async throws {
    let moved = dovecot.count(in: "Processed")
    #expect(dovecot.count() + moved == mails.count && dovecot.count(in: "Rejected") == 0)
    #expect(dovecot.count() > 0)
    #expect(try await minicrm.documents().count >= moved)
  }
}
