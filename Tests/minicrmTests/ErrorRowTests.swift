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
      let errors: [Fault]?
    }
    struct Fault: Decodable, Equatable {
      let line: Int
      let field: String?
      let code: String
      let message: String
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
      // Only what is wrong with a file comes a row each.
      #expect(error.errors == nil && !run.errors.contains("errors"), "\(arguments)")
    }
  }

  @Test func `an import tells the first hundred of its faults, a row each`() async throws {
    let minicrm = try Minicrm()
    try await minicrm.mustRun(["company", "add", "--name", "Acme Oy", "--slug", "acme"])
    func faults(_ text: String, _ arguments: String...) async throws -> [Answer.Fault] {
      let file = try minicrm.directory.write(text, to: "rows")
      let run = try await minicrm.run(arguments + ["--company", "acme", "--json", file])
      #expect(run.code == 1 && run.output.isEmpty, "\(run.errors)")
      let error = try JSONDecoder().decode(Answer.self, from: Data(run.errors.utf8)).error
      #expect(error.code == "refused" && error.field == nil)
      let faults = try #require(error.errors)
      // The same words are in the message for people.
      #expect(faults.allSatisfy { error.message.contains("line \($0.line): \($0.message)") })
      return faults
    }
    let many = try await faults(
      "name;email\n" + String(repeating: "A;x\n", count: 120), "customer", "import")
    #expect(many.map(\.line) == Array(2...101))
    #expect(many.allSatisfy { $0.field == "email" && $0.code == "refused" })
    let tasks = try await faults(
      "person;description;date\nei@acme.example;;2998-01-01\n", "task", "import")
    #expect(tasks.map(\.field) == ["description", "person"])
    #expect(tasks.map(\.code) == ["refused", "notFound"])
    let lines = try await faults(#"{"kind":"note"}"# + "\n{\n", "log", "import")
    #expect(lines.map(\.line) == [1, 2] && lines.allSatisfy { !$0.message.isEmpty })
    let header = try await faults("name;Väri\n", "customer", "import")
    #expect(header.map(\.line) == [1] && header[0].field == nil)
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
