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
}
