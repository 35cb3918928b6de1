import Foundation
import TestKit
import Testing

@Suite struct EraseCommandTests {
  private struct Erased: Decodable {
    let id: Int, company: String
    let entries: Int, tasks: Int, documents: Int, mails: Int, discarded: Int
    let backups: [String], copies: [String], undecidedMails: [Int]
  }

  @Test func `an erased contact is gone from the files, and where it still is is told`()
    async throws
  {
    let desk = try await RecordDesk()
    let added: ContactRow = try await desk.row(
      "contact", "add", "--company", "acme", "--customer", "1", "--name", "Maija Kvasteinen",
      "--email", "maija@kvast.example")
    let backup = desk.minicrm.directory.path("backup")
    try await desk.minicrm.mustRun(["backup", backup])
    let id = "\(added.id)"
    let answer = try await desk.minicrm.mustRun(
      ["erase", "contact", id, "--as", "matti@acme.example", "--yes"])
    let text = String(decoding: answer, as: UTF8.self)
    #expect(text.contains("The backup in \(backup) still holds it"))
    for file in ["minicrm.sqlite", "minicrm.sqlite-wal"] {
      let bytes = FileManager.default.contents(atPath: "\(desk.minicrm.storeDirectory)/\(file)")
      let content = String(decoding: bytes ?? Data(), as: UTF8.self).lowercased()
      #expect(!content.contains("kvast"))
    }
    let entry = try await desk.newestEntry()
    #expect(entry.text == "Kontaktin \(id) henkilötiedot poistettiin: merkintöjä 1")
    #expect(entry.person == "matti@acme.example")
    #expect(try await desk.run("contact", "show", id).code == 1)
    #expect(try await desk.run("log", "verify", "--company", "acme").succeeded)
    let again: Erased = try await desk.row("erase", "contact", id, "--yes")
    #expect(again.entries == 0 && again.backups == [backup] && again.company == "acme")
  }

  @Test func `without a terminal to ask at nothing is erased unless that is said`() async throws {
    let desk = try await RecordDesk()
    for subject in ["contact", "person"] {
      let run = try await desk.run("erase", subject, "1")
      #expect(run.code == 64 && run.errors.contains("--yes"), "\(run.errors)")
      #expect(try await desk.run("erase", subject, "1", "--dry-run").succeeded)
    }
    #expect(try await desk.run("contact", "show", "1").succeeded)
    #expect(try await desk.minicrm.sql("SELECT sum(erased) FROM person").hasPrefix("0"))
  }

  @Test func `a daemon that runs meanwhile goes on`() async throws {
    let desk = try await RecordDesk()
    let dovecot = try await Dovecot.start()
    try desk.minicrm.configure([MailboxSettings(of: dovecot)])
    let ingest = try desk.minicrm.start(["ingest"])
    _ = try await eventually { ingest.standardError.contains("reading") }
    let erased: Erased = try await desk.row("erase", "person", "1", "--yes")
    #expect(erased.id == 1 && erased.entries == 1)
    let address = try await desk.minicrm.json(CompanyRow.self, "company", "show", "acme").address
    try dovecot.deliver([SampleMail(to: address, subject: "x").attaching(.pdf("x.pdf")).bytes])
    let isFiled = try await eventually(within: .seconds(30)) { dovecot.count(in: "Processed") == 1 }
    #expect(isFiled, "\(ingest.standardError)")
    ingest.signal(SIGTERM)
    try await ingest.end()
  }
}
