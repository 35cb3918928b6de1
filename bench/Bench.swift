import Foundation

/// Runs the benchmarks that are named, all without a name.
@main
enum Bench {
  static func main() async {
    do {
      try await run(CommandLine.arguments.dropFirst())
    } catch {
      FileHandle.standardError.write(Data("minicrm-bench: \(error)\n".utf8))
      exit(1)
    }
  }

  private static func run(_ named: ArraySlice<String>) async throws {
    // A part of the intake benchmark that is measured as a program of its own.
    if named.first == "raw-fetch" {
      return try RawFetch(arguments: Array(named.dropFirst())).run()
    }
    // A writer of the benchmark of commits.
    if named.first == "commit-writer" {
      return try await CommitWriter(arguments: Array(named.dropFirst())).run()
    }
    if named.isEmpty || named.contains("mime") { try await MIMEBench.run() }
    if named.isEmpty || named.contains("log") { try await LogBench.run() }
    if named.isEmpty || named.contains("lists") { try await ListBench.run() }
    if named.isEmpty || named.contains("imports") { try await ImportBench.run() }
    if named.isEmpty || named.contains("commits") { try await CommitBench.run() }
    if named.isEmpty || named.contains("reminders") { try await ReminderBench.run() }
    if named.isEmpty || named.contains("intake") { try await IntakeBench.run() }
    if named.isEmpty || named.contains("growth") { try await GrowthBench.run() }
    if named.isEmpty || named.contains("start") { try await StartBench.run() }
    if named.isEmpty || named.contains("steady") { try await SteadyBench.run() }
    if named.isEmpty || named.contains("pages") { try await PageBench.run() }
  }
}
