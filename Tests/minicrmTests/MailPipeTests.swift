import Foundation
import TestKit
import Testing

/// `mail add -` as an MTA calls it: by the exit code the message is forgotten, returned to its
/// sender or tried again.
@Suite struct MailPipeTests {
  private static let taken: Int32 = 0
  private static let refused: Int32 = 69
  private static let later: Int32 = 75

  private func add(
    _ mail: [UInt8], to address: String, _ more: String..., in minicrm: Minicrm
  ) async throws -> Program.Run {
    try await minicrm.run(["mail", "add", "-", "--to", address] + more, standardInput: mail)
  }

  @Test func `what is kept is taken, whatever its verdict`() async throws {
    let minicrm = try Minicrm()
    let address = try await minicrm.addCompany().address
    let invoice = SampleMail(to: address, subject: "Lasku").attaching(.pdf("a.pdf")).bytes
    let empty = SampleMail(to: address, subject: "Hei").bytes
    for mail in [invoice, invoice, empty, []] {
      #expect(try await add(mail, to: address, "--json", in: minicrm).code == Self.taken)
    }
    #expect(try await add(invoice, to: "nobody@example.fi", in: minicrm).code == Self.taken)
    let verdicts = try await minicrm.json([MailRow].self, "mail", "list").map(\.verdict)
    #expect(verdicts == ["unroutable", "empty", "empty", "duplicate", "filed"])
  }

  @Test func `what is too large is refused, so that its sender hears of it`() async throws {
    let minicrm = try Minicrm(ingest: ["maximumMessageSize: 1KiB"])
    let address = try await minicrm.addCompany().address
    let mail = SampleMail(to: address, subject: "Iso", text: String(repeating: "x", count: 2_000))
    let run = try await add(mail.bytes, to: address, in: minicrm)
    #expect(run.code == Self.refused)
    expectOneLine(run.errors, about: ["larger than 1024 bytes", "maximumMessageSize"])
    #expect(try await minicrm.json([MailRow].self, "mail", "list").map(\.verdict) == ["tooLarge"])
    let endless = try await Program.run(
      "sh",
      [
        "-c",
        "exec '\(Minicrm.executable)' mail add - --to '\(address)' --config "
          + "'\(minicrm.settingsFile)' < /dev/zero",
      ], within: .seconds(60))
    #expect(endless.code == Self.refused, "no input is read without end")
    let file = try minicrm.directory.write(mail.bytes, to: "iso.eml")
    #expect(try await minicrm.run("mail", "add", file, "--to", address).code == 0)
  }

  @Test(arguments: [
    ["--config", "/nonexistent.yaml"], ["--bogus"], ["--json", "--to"], ["--limit", "x"],
  ])
  func `a wrong command line or missing settings are tried again`(more: [String]) async throws {
    let arguments = ["mail", "add", "-", "--to", "a@example.fi"] + more
    let run = try await Program.run(
      Minicrm.executable, arguments, environment: ["MINICRM_CONFIG": "/nonexistent.yaml"])
    #expect(run.code == Self.later)
    #expect(run.errors.hasPrefix("minicrm: "))
  }

  @Test func `trouble with settings, the store or the disk is tried again`() async throws {
    let minicrm = try Minicrm()
    let address = try await minicrm.addCompany().address
    let mail = SampleMail(to: address, subject: "Lasku").attaching(.pdf("a.pdf")).bytes
    let settings = try String(contentsOfFile: minicrm.settingsFile, encoding: .utf8)
    try minicrm.directory.write(settings + "bogus: 1\n", to: "minicrm.yaml")
    #expect(try await add(mail, to: address, in: minicrm).code == Self.later)
    let lines = settings.split(separator: "\n").filter { !$0.contains("address:") && $0 != "mail:" }
    try minicrm.directory.write(lines.joined(separator: "\n") + "\n", to: "minicrm.yaml")
    #expect(try await add(mail, to: address, in: minicrm).code == Self.later)
    try minicrm.directory.write(settings, to: "minicrm.yaml")
    let database = minicrm.storeDirectory + "/minicrm.sqlite"
    try FileManager.default.moveItem(atPath: database, toPath: database + ".away")
    try minicrm.directory.write(
      String(repeating: "no database ", count: 1_000), to: "store/minicrm.sqlite")
    #expect(try await add(mail, to: address, in: minicrm).code == Self.later)
    try FileManager.default.removeItem(atPath: database)
    try FileManager.default.moveItem(atPath: database + ".away", toPath: database)
    #expect(try await add(mail, to: address, in: minicrm).code == Self.taken)
  }

  @Test func `a file's codes are the usual ones`() async throws {
    let minicrm = try Minicrm()
    let missing = try await minicrm.run("mail", "add", "/nonexistent.eml", "--to", "a@example.fi")
    #expect(missing.code == 1)
    #expect(try await minicrm.run("mail", "add", "a.eml").code == 64)
    #expect(try await minicrm.run("mail", "add", "-", "--help").code == 0)
  }
}
