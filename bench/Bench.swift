/// Runs the benchmarks that are named, all without a name.
@main
enum Bench {
  static func main() async throws {
    let named = CommandLine.arguments.dropFirst()
    if named.isEmpty || named.contains("mime") { try MIMEBench.run() }
    if named.isEmpty || named.contains("log") { try await LogBench.run() }
    if named.isEmpty || named.contains("reminders") { try await ReminderBench.run() }
  }
}
