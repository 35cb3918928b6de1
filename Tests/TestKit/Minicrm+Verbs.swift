import Foundation

extension Minicrm {
  @discardableResult
  package func addCompany(_ slug: String = "acme") async throws -> CompanyRow {
    try await json(CompanyRow.self, "company", "add", "--name", "\(slug) Oy", "--slug", slug)
  }

  /// `ingest --once`, which has to drain every mailbox.
  @discardableResult
  package func ingestOnce(within limit: Duration = .seconds(300)) async throws -> Program.Run {
    let run = try await run(["ingest", "--once"], within: limit)
    guard run.succeeded else { throw TestKitError("ingest --once: \(run.end): \(run.errors)") }
    return run
  }

  package func documents(of company: String = "acme") async throws -> [DocumentRow] {
    try await json([DocumentRow].self, "document", "list", "--company", company)
  }

  /// The file of a document, as `document export` writes it.
  package func export(_ document: DocumentRow) async throws -> [UInt8] {
    let file = directory.path("export-\(document.id)-\(UInt32.random(in: 0...UInt32.max))")
    try await mustRun(["document", "export", String(document.id), "--output", file])
    defer { unlink(file) }
    return [UInt8](FileManager.default.contents(atPath: file) ?? Data())
  }

  package func mails() async throws -> [MailRow] { try await json([MailRow].self, "mail", "list") }

  /// All entries of a company's log, newest first.
  package func log(of company: String = "acme") async throws -> [LogPage.Entry] {
    var entries: [LogPage.Entry] = []
    var arguments = ["log", "search", "--company", company, "--limit", "500", "--json"]
    while true {
      let page = try JSONDecoder().decode(LogPage.self, from: try await mustRun(arguments))
      entries += page.entries
      guard let next = page.next else { return entries }
      arguments = ["log", "search", "--company", company, "--limit", "500", "--json"]
      arguments += ["--after", next]
    }
  }

  /// The row of `status`, and the lines of the problems; there are lines exactly when the exit code
  /// says so, too.
  package func status() async throws -> (row: StatusRow, problems: [String]) {
    let run = try await run("status", "--json")
    let problems = run.errors.split(separator: "\n").map(String.init)
    guard run.code == (problems.isEmpty ? 0 : 2) else {
      throw TestKitError("status: \(run.end): \(run.errors)")
    }
    return (try JSONDecoder().decode(StatusRow.self, from: run.output), problems)
  }

  /// The findings of `doctor`; the exit code says whether anything failed.
  package func doctor(_ more: [String] = []) async throws -> [FindingRow] {
    let run = try await run(["doctor", "--json"] + more)
    guard !run.output.isEmpty else { throw TestKitError("doctor: \(run.end): \(run.errors)") }
    let rows = try JSONDecoder().decode([FindingRow].self, from: run.output)
    let hasFailed = rows.contains { $0.result == "failed" }
    guard run.code == (hasFailed ? 1 : 0) else { throw TestKitError("doctor: \(run.end): \(rows)") }
    return rows
  }

  /// SQLite's own word on the store's file: "ok" when it is whole.
  package func integrityCheck() async throws -> String {
    try await Program.mustRun(
      "sqlite3", ["\(storeDirectory)/minicrm.sqlite", "PRAGMA integrity_check"]
    ).trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
