import Application
import ArgumentParser
import Foundation
import Records
import Store

/// `minicrm task …`
struct TaskCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "task", abstract: "What a company's people do, have done, and when.",
    subcommands: [
      Add.self, List.self, Show.self, Change.self, Done.self, Reopen.self, Cancel.self, Import.self,
    ])

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add a task; one of a past day is recorded as done.",
      discussion: """
        Example: minicrm task add --company acme --person matti@acme.example \
        --description 'Soita Virtaselle' --date 2026-12-01 --group Myynti
        """)
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var party: PartyOptions
    @Option(help: "The company's slug.") var company: String
    @Option(help: "The e-mail address of the person whose task it is.") var person: String
    @Option(help: "What is to be done, or was.") var description: String
    @Option(help: "The day, as 2026-12-01.") var date: CivilDate
    @Option(help: "The path of a group, as Myynti/Tarjoukset.") var group: String?
    @Option(
      name: [.customLong("remind"), .customLong("reminder-days")],
      help: "Days before the date to remind on, as 7,1,0; default: the person's.")
    var remind: ReminderDays?
    @Option(help: "It comes again each week, month, year, or so many days, as 14d.")
    var every: Recurrence?
    @Flag(help: "Leave it open even if its day is past.") var open = false

    func run() async throws {
      let scope = try await OpenInstallation(options).company(company)
      var new = NewTask(
        person: person, description: description, date: date, group: group?.orCleared,
        reminderDays: remind?.days, every: every, staysOpen: open)
      (new.customer, new.contact) = (party.customer?.reference, party.contact?.reference)
      let task = try await actor.acting(in: scope).addTask(new)
      try await output.answer.one(TaskRow(task), at: scope)
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show one task.", discussion: "Example: minicrm task show 5")
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var owner: OwnerOptions
    @Argument(help: "The task's id.") var id: Int64

    func run() async throws {
      let id = TaskID(rawValue: id)
      let scope = try await OpenInstallation(options).scope(of: id, company: owner.company)
      guard let task = try await scope.task(id) else { throw Refusal.notFound(id) }
      try await output.answer.one(TaskRow(task), at: scope)
    }
  }

  struct Change: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "edit", abstract: "Change what is given; \"\" clears a value.",
      discussion: """
        Tasks that are done or cancelled may be corrected too. Example: \
        minicrm task edit 5 --date 2026-12-02 --customer ""
        """)
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var owner: OwnerOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var party: PartyOptions
    @Argument(help: "The task's id.") var id: Int64
    @Option(help: "The e-mail address of the person whose task it becomes.") var person: String?
    @Option(help: "The new description.") var description: String?
    @Option(help: "The new day, as 2026-12-01.") var date: CivilDate?
    @Option(help: "The path of a group; \"\" is none.") var group: String?
    @Option(
      name: [.customLong("remind"), .customLong("reminder-days")],
      help: "Days before the date to remind on, as 7,1,0; \"\" is as the person has it.")
    var remind: ReminderDays?
    @Option(help: "It comes again each week, month, year, or so many days, as 14d; \"\" is never.")
    var every: OptionalRecurrence?
    @Option(help: "Why it is changed, for the log.") var reason: String?

    func run() async throws {
      let id = TaskID(rawValue: id)
      let scope = try await OpenInstallation(options).scope(of: id, company: owner.company)
      var change = TaskChange()
      change.person = Edit(ifGiven: person)
      change.reminderDays = Edit(ifGiven: remind.map(\.days))
      change.every = Edit(ifGiven: every.map(\.recurrence))
      change.reason = reason
      change.description = Edit(ifGiven: description)
      change.date = Edit(ifGiven: date)
      change.group = Edit(ifGiven: group.map(\.orCleared))
      change.party = party.change
      let task = try await actor.acting(in: scope).editTask(id, change)
      try await output.answer.one(TaskRow(task), at: scope)
    }
  }

  struct Done: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Mark a task as done.",
      discussion: "Example: minicrm task done 5 --as matti@acme.example")
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var owner: OwnerOptions
    @OptionGroup var actor: ActorOptions
    @Argument(help: "The task's id.") var id: Int64

    func run() async throws {
      let id = TaskID(rawValue: id)
      let scope = try await OpenInstallation(options).scope(of: id, company: owner.company)
      let task = try await actor.acting(in: scope).finishTask(id)
      try await output.answer.one(TaskRow(task), at: scope)
    }
  }

  struct Reopen: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Open a task again that was done or cancelled; its reminders come back.",
      discussion: """
        The next one of its series is cancelled, where nobody has touched that. Example: \
        minicrm task reopen 5
        """)
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var owner: OwnerOptions
    @OptionGroup var actor: ActorOptions
    @Argument(help: "The task's id.") var id: Int64

    func run() async throws {
      let id = TaskID(rawValue: id)
      let scope = try await OpenInstallation(options).scope(of: id, company: owner.company)
      let task = try await actor.acting(in: scope).reopenTask(id)
      try await output.answer.one(TaskRow(task), at: scope)
    }
  }

  struct Cancel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Cancel a task; it stays findable.",
      discussion: "Example: minicrm task cancel 5")
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var owner: OwnerOptions
    @OptionGroup var actor: ActorOptions
    @Argument(help: "The task's id.") var id: Int64

    func run() async throws {
      let id = TaskID(rawValue: id)
      let scope = try await OpenInstallation(options).scope(of: id, company: owner.company)
      let task = try await actor.acting(in: scope).cancelTask(id)
      try await output.answer.one(TaskRow(task), at: scope)
    }
  }
}
