import Foundation
import TestKit
import Testing

/// Settings that can't be used: exit code 78 and one line that says where.
@Suite struct SettingsTests {
  @Test func `an unknown key is refused with its line and column`() async throws {
    let directory = try TemporaryDirectory()
    let file = try directory.write(
      "store:\n  directory: \(directory.path)/store\n  colour: blue\n", to: "minicrm.yaml")

    let run = try await Program.run(
      Minicrm.executable, ["company", "list", "--config", file])

    #expect(run.code == 78)
    #expect(run.errors.split(separator: "\n").count == 1)
    for fact in [file, "line 3, column 3", "colour"] {
      #expect(run.errors.contains(fact), "\(run.errors)")
    }
  }

  @Test func `a settings file that is not there is named`() async throws {
    let run = try await Program.run(
      Minicrm.executable, ["ingest", "--once", "--config", "/nonexistent/minicrm.yaml"])

    #expect(run.code == 78)
    #expect(run.errors.contains("/nonexistent/minicrm.yaml"))
    #expect(run.errors.split(separator: "\n").count == 1)
  }

  @Test(arguments: [false, true])
  func `the settings file that comes with it can be used as it is`(
    withAllSections: Bool
  ) async throws {
    let directory = try TemporaryDirectory()
    let shipped = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../config/minicrm.yaml")
    var text = try String(contentsOf: shipped, encoding: .utf8)
      .replacing("/var/lib/minicrm", with: directory.path("store"))
    if withAllSections {
      for section in ["smtp", "web"] {
        let (head, tail) = try #require(text.parts(around: "# \(section):\n"))
        let lines = tail.prefixOfLines { $0.hasPrefix("#   ") }
        text =
          head + "\(section):\n" + lines.replacing("#   ", with: "  ")
          + tail.dropFirst(lines.count)
      }
    }
    let file = try directory.write(text, to: "minicrm.yaml")

    let run = try await Program.run(
      Minicrm.executable, ["company", "add", "--name", "Acme Oy", "--slug", "acme"],
      environment: ["MINICRM_CONFIG": file])

    #expect(run.succeeded, "\(run.errors)")
    #expect(FileManager.default.fileExists(atPath: directory.path("store/minicrm.sqlite")))
  }

  @Test func `an ingest without mailboxes is a matter of the settings`() async throws {
    let directory = try TemporaryDirectory()
    let file = try directory.write(
      "store:\n  directory: \(directory.path)/store\n", to: "minicrm.yaml")

    let run = try await Program.run(Minicrm.executable, ["ingest", "--once", "--config", file])

    #expect(run.code == 78)
    #expect(run.errors.contains("no mailboxes"), "\(run.errors)")
  }

  @Test func `mails can't be moved to the folder that they are in`() async throws {
    let dovecot = try await Dovecot.start()
    var mailbox = MailboxSettings(of: dovecot)
    mailbox.filed = "move:Inbox"
    let minicrm = try Minicrm(mailbox)

    let run = try await minicrm.run("ingest", "--once")

    #expect(run.code == 78)
    #expect(run.errors.contains("can't be moved to INBOX itself"), "\(run.errors)")
  }

  @Test func `a mailbox's name may have 200 bytes, and no more`() async throws {
    let dovecot = try await Dovecot.start()
    var mailbox = MailboxSettings(of: dovecot, name: String(repeating: "ä", count: 100))
    let minicrm = try Minicrm(mailbox)
    let company = try await minicrm.addCompany()
    try dovecot.deliver(
      SampleMail(to: company.address, subject: "Lasku").attaching(.pdf("lasku.pdf")).bytes)
    try await minicrm.ingestOnce()
    #expect(try await minicrm.mails().map(\.mailbox) == [mailbox.name])

    mailbox.name += "a"
    try minicrm.configure([mailbox])
    let run = try await minicrm.run("ingest", "--once")
    #expect(run.code == 78)
    #expect(run.errors.contains("line 6, column 11: mailboxes[0].name"), "\(run.errors)")
  }

  @Test func `an error that nobody can be told still has its exit code`() async throws {
    let run = try await Program.run(
      "/bin/sh", ["-c", "exec \"$0\" ingest --config /nonexistent 2>&-", Minicrm.executable])

    #expect(run.code == 78)
  }
}

extension String {
  fileprivate func parts(around text: String) -> (String, Substring)? {
    guard let range = range(of: text) else { return nil }
    return (String(self[..<range.lowerBound]), self[range.upperBound...])
  }
}

extension Substring {
  /// The lines from the beginning on for which that holds, with their ends.
  fileprivate func prefixOfLines(_ holds: (Substring) -> Bool) -> Substring {
    var end = startIndex
    while end < endIndex, holds(self[end...]), let line = self[end...].firstIndex(of: "\n") {
      end = index(after: line)
    }
    return self[..<end]
  }
}
