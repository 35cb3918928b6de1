import Application
import ArgumentParser
import Foundation
import Platform
import SQLiteEngine
import Store

/// `minicrm status`
struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Tell how the installation is: mailboxes, mails, reminders, store.",
    discussion: """
      Reads the store only, and asks no mail server; minicrm doctor does. Exit code 0 when all is \
      well, 2 when something needs an operator: each reason is a line, on standard error with \
      --json and --openmetrics. Examples: minicrm status; minicrm status --openmetrics
      """)
  @OptionGroup var options: SettingsOptions
  @OptionGroup var output: OutputOptions
  @Flag(help: "Print metrics in the OpenMetrics text format, for a textfile collector.")
  var openmetrics = false

  func validate() throws {
    if output.json, openmetrics {
      throw ValidationError("--json and --openmetrics don't go together.")
    }
  }

  func run() async throws {
    let settings = try options.settings()
    let store = try await Store.inspect(settings.storeDirectory)
    let health = try await Health.look(at: store, settings.watchedMailboxes, now: Date())
    if output.json {
      try output.answer.one(StatusRow(health))
    } else if openmetrics {
      try OutputFile.standard.print(health.metrics, terminator: "")
    } else {
      try show(health)
    }
    guard !health.isHealthy else { return }
    if output.json || openmetrics { MinicrmCommand.complain(of: health.problems) }
    throw ExitCode(2)
  }

  private func show(_ health: Health) throws {
    try OutputFile.standard.print(health.isHealthy ? "All is well." : "Not well:")
    for problem in health.problems {
      try OutputFile.standard.print("- \(PrintedText.printable(problem.description))")
    }
    try OutputFile.standard.print()
    try output.answer.list(
      health.mailboxes.map(MailboxHealthRow.init),
      columns: ["name", "connected", "lastSuccess", "waiting"],
      whenEmpty: "No mailboxes in the settings.")
    try OutputFile.standard.print()
    try output.answer.one(StatusSummary(health))
  }
}

extension Settings {
  fileprivate var watchedMailboxes: [WatchedMailbox] {
    mailboxes.map { WatchedMailbox(name: $0.name, poll: $0.poll) }
  }
}
