import Foundation
import TestKit
import Testing

/// A path that is no file, and might never end or never begin, is refused before anybody waits.
@Suite struct InputFileTests {
  /// The command lines that read a file.
  static let readers: [[String]] = [
    ["mail", "add", "FILE", "--to", "acme-x@in.example.fi"],
    ["document", "add", "--company", "acme", "FILE"],
    ["customer", "import", "--company", "acme", "FILE"],
    ["contact", "import", "--company", "acme", "FILE"],
    ["log", "import", "--company", "acme", "FILE"],
  ]

  @Test(arguments: Self.readers)
  func `a FIFO, a device and a directory are refused`(line: [String]) async throws {
    let minicrm = try Minicrm()
    try await minicrm.addCompany()
    let fifo = minicrm.directory.path("fifo")
    try #require(mkfifo(fifo, 0o600) == 0)
    for (file, kind) in [(fifo, "a FIFO"), ("/dev/zero", "a device"), ("/tmp", "a directory")] {
      let run = try await minicrm.run(
        line.map { $0 == "FILE" ? file : $0 }, within: .seconds(30))
      #expect(run.code == 1)
      expectOneLine(run.errors, about: ["\(file) is \(kind), not a regular file"])
    }
    #expect(try await minicrm.documents().isEmpty)
  }

  @Test func `settings and secrets are regular files too`() async throws {
    let minicrm = try Minicrm()
    let fifo = minicrm.directory.path("fifo")
    try #require(mkfifo(fifo, 0o600) == 0)
    let listing = try await Program.run(
      Minicrm.executable, ["company", "list", "--config", fifo], within: .seconds(30))
    #expect(listing.code == 78)
    expectOneLine(listing.errors, about: ["is a FIFO", "--config"])
    let settings = try String(contentsOfFile: minicrm.settingsFile, encoding: .utf8)
    try minicrm.directory.write(
      settings.replacing("mailboxes:\n", with: "") + """
        mailboxes:
          - name: documents
            url: imaps://localhost:1
            username: docs
            password: { file: \(fifo) }
            folder: INBOX
            after: { filed: keep, other: keep }

        """, to: "minicrm.yaml")
    let ingest = try await minicrm.run(["ingest", "--once"], within: .seconds(30))
    #expect(ingest.code == 1)
    expectOneLine(ingest.errors, about: ["secret file", "is a FIFO"])
  }

  @Test func `a document from standard input has a limit`() async throws {
    let desk = try await RecordDesk()
    let settings = try String(contentsOfFile: desk.minicrm.settingsFile, encoding: .utf8)
    try desk.minicrm.directory.write(
      settings.replacing("web:\n", with: "web:\n  maximumUpload: 1MiB\n"), to: "minicrm.yaml")
    func add(_ count: Int) async throws -> Program.Run {
      try await desk.minicrm.run(
        ["document", "add", "--company", "acme", "-"],
        standardInput: [UInt8](repeating: 7, count: count))
    }
    #expect(try await add(1 << 20).code == 0)
    let refused = try await add(1 << 20 + 1)
    #expect(refused.code == 1)
    expectOneLine(refused.errors, about: ["standard input has more than 1048576 bytes"])
    #expect(try await desk.minicrm.documents().map(\.fileName) == ["stdin"])
  }
}
