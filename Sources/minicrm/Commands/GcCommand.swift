import Application
import ArgumentParser
import Foundation

/// `minicrm gc`
struct GcCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gc",
    abstract:
      "Remove documents' bytes that nothing refers to, or read through those that are kept.",
    discussion: """
      What nothing refers to is left by crashes, and by mails discarded while a backup was made. \
      Files younger than the grace period stay: they may be on their way into the store. With \
      --scrub nothing is removed: documents' bytes are compared with what was filed; exit code 1 \
      when some are damaged, which the status goes on telling until they are whole again. \
      --compact also makes the database's file anew, without unused space and what an erasure \
      left in it; others who write wait for it, two seconds for each 100 MB. Examples: minicrm \
      gc --grace 12h --dry-run; minicrm gc --scrub --within 30d
      """)
  @OptionGroup var options: SettingsOptions
  @OptionGroup var output: OutputOptions
  @Option(help: "The grace period, as 7d, 12h, 30m or 0.") var grace = GracePeriod.week
  @Flag(help: "Only count what would be removed.") var dryRun = false
  @Flag(help: "Make the database's file anew, too.") var compact = false
  @Flag(help: "Read the bytes of all documents and kept mails, and say which are damaged.")
  var scrub = false
  @Option(
    help: """
      With --scrub: only so many that runs like this read all in that time, as 30d; each goes on \
      where the last one stopped.
      """)
  var within: GracePeriod?

  func validate() throws {
    if within != nil, !scrub { throw ValidationError("--within goes with --scrub.") }
    if let within, within.seconds == 0 { throw ValidationError("--within must be more than 0.") }
    if scrub, dryRun { throw ValidationError("--scrub and --dry-run don't go together.") }
    if compact, dryRun || scrub {
      throw ValidationError("--compact goes with neither --dry-run nor --scrub.")
    }
  }

  func run() async throws {
    let care = StoreCare(try await OpenInstallation(options).store)
    if scrub { return try await read(care) }
    try await output.answer.one(
      care.collect(
        olderThan: grace.seconds, dryRun: dryRun, renewing: compact, now: Date()))
  }

  private func read(_ care: StoreCare) async throws {
    let row = try await care.scrub(within: within?.seconds, now: Date())
    try output.answer.one(row)
    guard row.damaged.isEmpty else {
      let lines = row.damaged.map { content in
        PrintedText.printable(
          "\(content.owners): its content \(content.file) is damaged (\(content.fault))")
      }
      throw Failure(
        .tampered,
        (lines + ["put them back from a backup (docs/backup.md), or have their mails sent again"])
          .joined(separator: "\nminicrm: "))
    }
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
