import Application
import ArgumentParser
import Foundation
import Records
import Store

/// `minicrm reminder …`
struct ReminderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reminder", abstract: "The reminders of tasks: to come, sent, and failed.",
    subcommands: [Plan.self, List.self, ComposedMail.self, Retry.self, Test.self])

  struct Plan: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show every mail to come: when, to whom, about which tasks, and why then.",
      discussion: "Example: minicrm reminder plan --company acme --days 30")
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var list: LimitOptions
    @Option(help: "Only this company's, by its slug.") var company: String?
    @Option(help: "How many days ahead.") var days = 14

    func validate() throws {
      if !(0...3_660).contains(days) { throw ValidationError("--days must be from 0 to 3660.") }
    }

    func run() async throws {
      let installation = try await OpenInstallation(options)
      let notices =
        if let company {
          try await installation.company(company).plannedNotices(days: days, now: Date())
        } else {
          try await installation.store.plannedNotices(days: days, now: Date())
        }
      try output.answer.list(
        list.cut(notices.map(PlannedNoticeRow.init)),
        columns: ["localTime", "person", "tasks", "reason"], whenEmpty: "No reminders to come.")
    }
  }

  struct ComposedMail: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "preview",
      abstract: "Print the very mail that a reminder goes, or went, out in.",
      discussion: "Example: minicrm reminder preview 12 > muistutus.eml")
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var owner: OwnerOptions
    @Argument(help: "The reminder's id.") var id: Int64

    func run() async throws {
      let installation = try await OpenInstallation(options)
      let id = ReminderID(rawValue: id)
      let scope = try await installation.scope(of: id, company: owner.company)
      let sender = try installation.settings.sending().sender
      let preview = try await NoticePreview(from: sender).show(id, at: scope, now: Date())
      if output.json {
        try output.answer.one(preview)
      } else {
        try OutputFile.standard.print(preview.message, terminator: "")
      }
    }
  }

  struct Retry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Have a failed reminder tried again, or one that waits tried now.",
      discussion: "Example: minicrm reminder retry 12")
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var owner: OwnerOptions
    @Argument(help: "The reminder's id.") var id: Int64

    func run() async throws {
      let id = ReminderID(rawValue: id)
      let scope = try await OpenInstallation(options).scope(of: id, company: owner.company)
      let reminder = try await scope.retryReminder(id, now: Date())
      try output.answer.one(ReminderRow(reminder))
    }
  }

  struct Test: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Send one test mail and show what is said to the server, secrets masked.",
      discussion: "Example: minicrm reminder test --to matti@acme.example")
    @OptionGroup var options: SettingsOptions
    @Option(help: "Where to send it.") var to: String

    func run() async throws {
      let smtp = try options.settings().sending()
      let trial = try await TestMail(from: smtp.sender).send(
        to: to, over: smtp.access, now: Date())
      for line in trial.dialogue { try OutputFile.standard.print(line) }
      if let trouble = trial.trouble {
        throw Failure(.unreachable, "the test mail was not taken: \(trouble)")
      }
      try OutputFile.standard.print("The server has taken the test mail to \(to).")
    }
  }
}
