import Application
import ArgumentParser
import Daemon
import Records

extension LogCommand {
  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show an entry of the log.",
      discussion: "Example: minicrm log show 118 --company acme")
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @Option(help: "The company's slug: an entry's id is its company's own running number.")
    var company: String
    @Argument(help: "The entry's id.") var id: Int64

    func run() async throws {
      let scope = try await OpenInstallation(options).company(company)
      let entry = try await LogReading(at: scope).entry(LogNumber(rawValue: id))
      try output.answer.one(entry)
    }
  }

  struct Feed: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Give the whole log in the order of recording, a JSON line an entry.",
      discussion: """
        Each line is an entry's row with its `cursor`: given back as --after the feed goes on \
        behind that entry, and never skips or repeats one, whatever was recorded meanwhile. With \
        --follow it goes on as entries are recorded, until it is interrupted (SIGINT, SIGTERM) or \
        nobody reads it any more. Examples: \
        minicrm log feed --company acme > acme.jsonl; \
        minicrm log feed --company acme --follow --after AQAAAAAAAAB2AAAAAGki9sA
        """)
    /// The longest that an entry waits until somebody who follows has it.
    private static let pause = Duration.milliseconds(200)

    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @Option(help: "The company's slug.") var company: String
    @Option(help: "The cursor of the entry to go on behind.") var after: String?
    @Flag(help: "Go on as entries are recorded.") var follow = false

    func run() async throws {
      let reading = LogReading(at: try await OpenInstallation(options).company(company))
      guard follow else { return try await feed(reading) { false } }
      let command = self
      try await Foreground.run {
        try await command.feed(reading) {
          try await Task.sleep(for: Self.pause)
          try OutputFile.standard.requireReader()
          return true
        }
      }
    }

    private func feed(
      _ reading: LogReading, wait: () async throws -> Bool
    ) async throws {
      try await reading.feed(after: after, wait: wait) { rows in
        try OutputFile.standard.printLines(rows.map { try RowValue($0).json() })
      }
    }
  }
}
