import Foundation
import TestKit
import Testing

/// Documents whose bytes a disk has changed, as an operator sees it.
@Suite(.timeLimit(.minutes(10))) struct RotCommandTests {
  private struct Scrubbed: Decodable {
    struct Damaged: Decodable {
      let sha256: String, file: String, fault: String, since: String, owners: String
    }
    let contents: Int, bytes: Int, repaired: Int
    let damaged: [Damaged]
  }

  /// A company with one document of these bytes.
  private func installation(_ bytes: [UInt8]) async throws -> (Minicrm, blob: String) {
    let minicrm = try Minicrm()
    try await minicrm.addCompany()
    let file = try minicrm.directory.write(bytes, to: "lasku.pdf")
    try await minicrm.mustRun(["document", "add", "--company", "acme", file])
    let root = "\(minicrm.storeDirectory)/blobs"
    let blob = try FileManager.default.subpathsOfDirectory(atPath: root).first {
      ($0 as NSString).lastPathComponent.count == 62
    }
    return (minicrm, try "\(root)/" + #require(blob))
  }

  private func flip(_ file: String) throws {
    let handle = try #require(FileHandle(forUpdatingAtPath: file))
    let byte = try #require(try handle.read(upToCount: 1)?.first)
    try handle.seek(toOffset: 0)
    try handle.write(contentsOf: [byte ^ 1])
    try handle.close()
  }

  @Test func `an export of damaged bytes fails, and leaves no file`() async throws {
    let bytes = [UInt8](repeating: 7, count: 200_000)
    let (minicrm, blob) = try await installation(bytes)
    let whole = minicrm.directory.path("whole.pdf")
    try await minicrm.mustRun(["document", "export", "1", "--output", whole])
    #expect([UInt8](try Data(contentsOf: URL(fileURLWithPath: whole))) == bytes)
    let again = try await minicrm.run("document", "export", "1", "--output", whole)
    #expect(again.code == 1)
    expectOneLine(again.errors, about: [whole, "File exists"])

    try flip(blob)
    let names = try FileManager.default.contentsOfDirectory(atPath: minicrm.directory.path)
    let output = minicrm.directory.path("damaged.pdf")
    let toFile = try await minicrm.run("document", "export", "1", "--output", output)
    let toPipe = try await minicrm.run("document", "export", "1")
    for run in [toFile, toPipe] {
      #expect(run.code == 1)
      expectOneLine(run.errors, about: [blob, "not those that it is named after", "backup"])
    }
    let left = try FileManager.default.contentsOfDirectory(atPath: minicrm.directory.path)
    #expect(left == names)
  }

  @Test func `a scrub tells what is damaged, and so does the status until it is whole`()
    async throws
  {
    let (minicrm, blob) = try await installation(Array("lasku".utf8))
    let whole = try await minicrm.json(Scrubbed.self, "gc", "--scrub")
    #expect(whole.contents == 1 && whole.bytes == 5 && whole.damaged.isEmpty)
    try flip(blob)
    let run = try await minicrm.run("gc", "--scrub", "--json")
    #expect(run.code == 1)
    #expect(run.errors.contains("document 1 (lasku.pdf)") && run.errors.contains(blob))
    let found = try JSONDecoder().decode(Scrubbed.self, from: run.output)
    #expect(found.damaged.map(\.fault) == ["changed"] && found.damaged.map(\.file) == [blob])
    let problems = try await minicrm.status().problems
    #expect(problems.contains { $0.contains("contents: damaged since") && $0.contains(blob) })
    let metrics = try await minicrm.run("status", "--openmetrics")
    #expect(metrics.text.contains("\nminicrm_damaged_contents 1\n"))
    try await DoctorDesk(minicrm).expect(
      "store: contents", "failed", "document 1 (lasku.pdf)", "found damaged by a scrub (changed)")

    // The document comes again.
    let file = minicrm.directory.path("lasku.pdf")
    try await minicrm.mustRun(["document", "add", "--company", "acme", file])
    let repaired = try await minicrm.json(Scrubbed.self, "gc", "--scrub", "--within", "30d")
    #expect(repaired.repaired == 1 && repaired.damaged.isEmpty)
    #expect(try await minicrm.status().problems == [])
  }

  @Test(arguments: [
    ["--within", "30d"], ["--scrub", "--dry-run"], ["--scrub", "--within", "0"],
    ["--scrub", "--within", "month"],
  ])
  func `what doesn't go together is refused`(options: [String]) async throws {
    #expect(try await Minicrm().run(["gc"] + options).code == 64)
  }

  @Test func `a mail that comes again brings back what was damaged, before it goes`() async throws {
    let dovecot = try await Dovecot.start()
    let minicrm = try Minicrm(MailboxSettings(of: dovecot))
    let address = try await minicrm.addCompany().address
    let mail = SampleMail(to: address, subject: "Lasku").attaching(.pdf("lasku.pdf")).bytes
    try dovecot.deliver([mail])
    try await minicrm.ingestOnce()
    let document = try #require(try await minicrm.documents().first)
    let bytes = try await minicrm.export(document)
    let digest = document.sha256
    let blob = "\(minicrm.storeDirectory)/blobs/\(digest.prefix(2))/\(digest.dropFirst(2))"
    for damage in 0..<3 {
      switch damage {
      case 0: try flip(blob)
      case 1: unlink(blob)
      default: truncate(blob, 3)
      }
      // Once the very mail, a duplicate; then others with the same file.
      let next =
        damage == 0
        ? mail
        : SampleMail(to: address, subject: "Lasku \(damage)").attaching(.pdf("lasku.pdf")).bytes
      try dovecot.deliver([next])
      let run = try await minicrm.ingestOnce()
      #expect(run.errors.contains("is written again") && run.errors.contains("content=\(digest)"))
      #expect(dovecot.count() == 0)
      #expect(try await minicrm.export(document) == bytes, "\(damage)")
    }
    #expect(try await minicrm.documents().count == 3)
  }

  /// Its verdict depends on bytes that are not those which came.
  @Test func `a kept mail whose bytes were changed is not decided anew`() async throws {
    let dovecot = try await Dovecot.start()
    let minicrm = try Minicrm(MailboxSettings(of: dovecot))
    try await minicrm.addCompany()
    let stray = SampleMail(to: "nobody@in.example.fi", subject: "Lasku").attaching(.pdf("l.pdf"))
    try dovecot.deliver([stray.bytes])
    try await minicrm.ingestOnce()
    let mail = try #require(try await minicrm.mails().first)
    let digest = try await minicrm.sql("SELECT lower(hex(raw)) FROM mail").prefix(64)
    let blob = "\(minicrm.storeDirectory)/blobs/\(digest.prefix(2))/\(digest.dropFirst(2))"
    try flip(blob)
    let run = try await minicrm.run("mail", "release", "\(mail.id)", "--company", "acme")
    #expect(run.code == 1)
    expectOneLine(run.errors, about: [blob, "not those that it is named after"])
    #expect(try await minicrm.documents().isEmpty)
  }

  @Test(.enabled(if: geteuid() == 0))
  func `the doctor tells what can't be read from what was changed`() async throws {
    let (minicrm, blob) = try await installation(Array("lasku".utf8))
    try await Program.mustRun("chown", ["-R", "nobody", minicrm.storeDirectory])
    chown(blob, 0, 0)
    let run = try await Program.run(
      "setpriv",
      [
        "--reuid=65534", "--clear-groups", Minicrm.executable, "doctor", "--deep", "--json",
        "--config", minicrm.settingsFile,
      ])
    let rows = try JSONDecoder().decode([FindingRow].self, from: run.output)
    let contents = rows.filter { $0.check == "store: contents" }
    #expect(contents.first?.result == "failed", "\(rows)")
    #expect(contents.first?.text.contains("can't be read: Permission denied") == true, "\(rows)")
    #expect(contents.first?.advice?.contains("ls -l") == true)
  }
}
