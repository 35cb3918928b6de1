import ArgumentParser
import Foundation
import Store

/// `minicrm gc`
struct GcCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gc", abstract: "Remove documents' bytes that nothing refers to any more.",
    discussion: """
      They are left by crashes, and by mails discarded while a backup was made. Files younger than \
      the grace period stay: they may be on their way into the store. Example: minicrm gc \
      --grace 12h --dry-run
      """)
  @OptionGroup var options: SettingsOptions
  @OptionGroup var output: OutputOptions
  @Option(help: "The grace period, as 7d, 12h, 30m or 0.") var grace = GracePeriod.week
  @Flag(help: "Only count what would be removed.") var dryRun = false

  func run() async throws {
    let cutoff = Date().addingTimeInterval(-grace.seconds)
    let report = try await Workplace(options).store
      .collectBlobs(writtenBefore: cutoff, dryRun: dryRun)
    var row = OutputRow()
    row.add("files", .integer(Int64(report.files)))
    row.add("bytes", .integer(report.bytes))
    row.add("rows", .integer(Int64(report.rows)))
    row.add("young", .integer(Int64(report.young)))
    row.add("removed", .flag(!dryRun))
    try output.answer.one(row)
  }
}

/// A length of time as an argument: `7d`, `12h`, `30m`, `90s`, `0`.
struct GracePeriod: ExpressibleByArgument, CustomStringConvertible {
  static let week = GracePeriod(seconds: 7 * 86_400, description: "7d")

  let seconds: TimeInterval
  let description: String
  var defaultValueDescription: String { description }

  private init(seconds: TimeInterval, description: String) {
    self.seconds = seconds
    self.description = description
  }

  init?(argument: String) {
    let units: [Substring: TimeInterval] = ["": 1, "s": 1, "m": 60, "h": 3_600, "d": 86_400]
    guard let match = argument.wholeMatch(of: /([0-9]{1,6})([smhd]?)/),
      let number = TimeInterval(match.1), let unit = units[match.2],
      !match.2.isEmpty || number == 0
    else { return nil }
    self.init(seconds: number * unit, description: argument)
  }
}
