import Foundation
import TestKit
import Testing

/// With --json an error is one object on standard error, with a code that stays.
@Suite struct ErrorRowTests {
  private struct Answer: Decodable {
    struct Details: Decodable {
      let code: String
      let field: String?
      let message: String
      let help: String?
    }
    let error: Details
  }

  @Test func `an error has its code, its field and what helps`() async throws {
    let minicrm = try Minicrm()
    try await minicrm.mustRun(["company", "add", "--name", "Acme Oy", "--slug", "acme"])
    for (arguments, code, field, exit) in [
      (["customer", "show", "99"], "notFound", nil, 1),
      (["company", "show", "muu"], "notFound", nil, 1),
      (
        ["customer", "add", "--company", "acme", "--name", "A", "--email", "x"], "refused", "email",
        1
      ),
      (["company", "add", "--name", "B", "--slug", "acme"], "conflict", "slug", 1),
      (["customer", "add", "--company", "acme"], "usage", nil, 64),
      (["customer", "add", "--company", "acme", "--nmae", "A"], "usage", nil, 64),
      (["document", "list", "--company", "acme", "--group", "Ei ole"], "notFound", "group", 1),
      (["log", "search", "--company", "acme", "--after", "x"], "refused", nil, 1),
    ] as [([String], String, String?, Int32)] {
      let run = try await minicrm.run(arguments + ["--json"])
      #expect(run.code == exit && run.output.isEmpty, "\(arguments): \(run.errors)")
      let lines = run.errors.split(separator: "\n")
      #expect(lines.count == 1, "\(arguments): \(run.errors)")
      let error = try JSONDecoder().decode(Answer.self, from: Data(run.errors.utf8)).error
      #expect(error.code == code && error.field == field, "\(arguments): \(run.errors)")
      #expect(!error.message.isEmpty && error.help != "", "\(arguments)")
    }
  }

  @Test func `wrong settings are told so too`() async throws {
    let minicrm = try Minicrm()
    let run = try await Program.run(
      Minicrm.executable,
      ["company", "list", "--json", "--config", minicrm.directory.path("none.yaml")])
    #expect(run.code == 78)
    let error = try JSONDecoder().decode(Answer.self, from: Data(run.errors.utf8)).error
    #expect(error.code == "configuration")
  }

  @Test func `output that can't be written is an error`() async throws {
    let minicrm = try Minicrm()
    try await minicrm.mustRun(["company", "add", "--name", "Acme Oy", "--slug", "acme"])
    for command in ["company list", "company show acme", "company list --json", "completion bash"] {
      let config = command.hasPrefix("completion") ? "" : "--config '\(minicrm.settingsFile)'"
      let run = try await Program.run(
        "/bin/sh", ["-c", "'\(Minicrm.executable)' \(command) \(config) > /dev/full"])
      #expect(run.code == 1, "\(command)")
      #expect(run.errors.contains("standard output can't be written"), "\(command): \(run.errors)")
    }
  }
}
