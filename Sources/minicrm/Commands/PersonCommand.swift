import Application
import ArgumentParser
import Foundation
import Records
import Store

/// `minicrm person …`
struct PersonCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "person", abstract: "The people who work at a company.",
    subcommands: [
      Add.self, List.self, Change.self, Remove.self, Restore.self, Invite.self, Password.self,
    ])

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add a person.",
      discussion: """
        Example: minicrm person add --company acme --name 'Matti Meikäläinen' \
        --email matti@acme.example
        """)
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var actor: ActorOptions
    @Option(help: "The company's slug.") var company: String
    @Option(help: "The person's name.") var name: String
    @Option(help: "The person's e-mail address.") var email: String
    @Option(help: "admin, member or accountant.") var role = Role.member
    @Option(help: "fi, sv or en; default: the company's.") var language: Language?
    @Option(help: "When reminders go, as 08:00.") var reminderAt: String?
    @Option(help: "Days before a task's date, as 7,1,0.") var reminderDays: ReminderDays?

    func run() async throws {
      let scope = try await OpenInstallation(options).company(company)
      let new = NewPerson(
        name: name, email: email, role: role, language: language, reminderDays: reminderDays?.days,
        reminderAt: try reminderAt?.orCleared.map(FieldRule.reminderAt))
      let person = try await actor.acting(in: scope).addPerson(new)
      try output.answer.one(PersonRow(person))
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List a company's people, those removed too.",
      discussion: "Example: minicrm person list --company acme")
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var list: ListOptions
    @Option(help: "The company's slug.") var company: String

    func run() async throws {
      let scope = try await OpenInstallation(options).company(company)
      let rows = try await scope.persons(includingRemoved: true, page: list.page()).map {
        PersonRow($0)
      }
      try output.answer.list(
        rows, columns: ["id", "name", "email", "role", "language", "removed"],
        whenEmpty: "No people yet; add one with minicrm person add.")
    }
  }

  struct Change: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "edit", abstract: "Change what is given; \"\" clears a value.",
      discussion: "Example: minicrm person edit 3 --email matti@uusi.example --language sv")
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var owner: OwnerOptions
    @OptionGroup var actor: ActorOptions
    @Argument(help: "The person's id.") var id: Int64
    @Option(help: "The new name.") var name: String?
    @Option(help: "The new e-mail address; the person is invited anew to log in by it.")
    var email: String?
    @Option(help: "admin, member or accountant.") var role: Role?
    @Option(help: "fi, sv or en; \"\" is the company's.") var language: String?
    @Option(help: "When reminders go, as 08:00.") var reminderAt: String?
    @Option(help: "Days before a task's date, as 7,1,0.") var reminderDays: ReminderDays?

    func run() async throws {
      let id = PersonID(rawValue: id)
      let scope = try await OpenInstallation(options).scope(of: id, company: owner.company)
      var change = PersonChange()
      change.name = Edit(ifGiven: name)
      change.email = Edit(ifGiven: email)
      change.role = Edit(ifGiven: role)
      change.language = try Edit(ifGiven: language.map(Self.language))
      change.reminderAt = Edit(
        ifGiven: try reminderAt.map { try $0.orCleared.map(FieldRule.reminderAt) })
      change.reminderDays = Edit(ifGiven: reminderDays.map(\.days))
      let person = try await actor.acting(in: scope).editPerson(id, change)
      try output.answer.one(PersonRow(person))
    }

    private static func language(_ text: String) throws -> Language? {
      if text.isEmpty { return nil }
      guard let language = Language(rawValue: text) else {
        throw ValidationError("--language is fi, sv or en, or \"\" for the company's.")
      }
      return language
    }
  }

  struct Remove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Remove a person; what the log says of them stays.",
      discussion: """
        Open tasks stay with the removed person, without reminders, and are told by their ids, \
        unless --tasks-to gives them to somebody else. Example: \
        minicrm person remove 3 --tasks-to maija@acme.example
        """)
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var owner: OwnerOptions
    @OptionGroup var actor: ActorOptions
    @Option(help: "The e-mail address of the person who gets the open tasks.")
    var tasksTo: String?
    @Argument(help: "The person's id.") var id: Int64

    func run() async throws {
      let id = PersonID(rawValue: id)
      let scope = try await OpenInstallation(options).scope(of: id, company: owner.company)
      let removed = try await actor.acting(in: scope).removePerson(id, tasksTo: tasksTo)
      try output.answer.one(RemovedPersonRow(removed))
    }
  }

  struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take back the removal of a person; reminders of open tasks come back too.",
      discussion: "Example: minicrm person restore 3")
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var owner: OwnerOptions
    @OptionGroup var actor: ActorOptions
    @Argument(help: "The person's id.") var id: Int64

    func run() async throws {
      let id = PersonID(rawValue: id)
      let scope = try await OpenInstallation(options).scope(of: id, company: owner.company)
      let person = try await actor.acting(in: scope).restorePerson(id)
      try output.answer.one(PersonRow(person))
    }
  }
}
