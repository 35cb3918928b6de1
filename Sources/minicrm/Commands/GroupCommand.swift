import Application
import ArgumentParser
import Records
import Store

/// `minicrm group …`
struct GroupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "group", abstract: "The hierarchy that orders a company's documents and tasks.",
    subcommands: [
      Add.self, List.self, Rename.self, Move.self, Change.self, Remove.self, Import.self,
    ])

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add a group, and those above it that are missing.",
      discussion: """
        One that is there already is shown as it is. Example: \
        minicrm group add --company acme Myynti/Tarjoukset
        """)
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var actor: ActorOptions
    @Option(help: "The company's slug.") var company: String
    @Argument(help: "The names from the root down, joined by /.") var path: String

    func run() async throws {
      let scope = try await OpenInstallation(options).company(company)
      let group = try await actor.acting(in: scope).addGroup(path: path)
      try output.answer.one(GroupRow(group))
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List a company's groups by path.",
      discussion: "Example: minicrm group list --company acme")
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var list: ListOptions
    @Option(help: "The company's slug.") var company: String

    func run() async throws {
      let scope = try await OpenInstallation(options).company(company)
      let rows = try await scope.groups(page: list.page()).map {
        GroupRow($0)
      }
      try output.answer.list(
        rows, columns: ["id", "path"],
        whenEmpty: "No groups yet; add one with minicrm group add.")
    }
  }

  struct Rename: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Give a group another name; what hangs on it stays.",
      discussion: "Example: minicrm group rename 3 Tarjouspyynnöt")
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var owner: OwnerOptions
    @OptionGroup var actor: ActorOptions
    @Argument(help: "The group's id.") var id: Int64
    @Argument(help: "The new name, without those of the groups above it.") var name: String

    func run() async throws {
      let id = GroupID(rawValue: id)
      let scope = try await OpenInstallation(options).scope(of: id, company: owner.company)
      let group = try await actor.acting(in: scope).renameGroup(id, to: name)
      try output.answer.one(GroupRow(group))
    }
  }

  struct Move: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Move a group below another, or to the root; what hangs on it goes along.",
      discussion: "Example: minicrm group move 3 root")
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var owner: OwnerOptions
    @OptionGroup var actor: ActorOptions
    @Argument(help: "The group's id.") var id: Int64
    @Argument(help: "The id of the group to put it below; root is none.") var parent: GroupParent

    func run() async throws {
      let id = GroupID(rawValue: id)
      let scope = try await OpenInstallation(options).scope(of: id, company: owner.company)
      let group = try await actor.acting(in: scope).moveGroup(id, below: parent.id)
      try output.answer.one(GroupRow(group))
    }
  }

  struct Change: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "edit", abstract: "Say for how many years a group's documents are kept.",
      discussion: """
        It holds for documents that come into the group, or a group below it, from then on: they \
        are kept until the end of the year of their date (else of receipt) and so many years. \
        Example: minicrm group edit 3 --keep-years 6
        """)
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var owner: OwnerOptions
    @OptionGroup var actor: ActorOptions
    @Option(help: "The years, 1 to 100; \"\" is as the group above has it.")
    var keepYears: OptionalNumber?
    @Argument(help: "The group's id.") var id: Int64

    func run() async throws {
      let id = GroupID(rawValue: id)
      let scope = try await OpenInstallation(options).scope(of: id, company: owner.company)
      let group = try await actor.acting(in: scope)
        .keepDocuments(
          of: id, years: Edit(ifGiven: keepYears.map(\.number)))
      try output.answer.one(GroupRow(group))
    }
  }

  struct Remove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Remove a group that nothing hangs on.",
      discussion: "Example: minicrm group remove 3")
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var owner: OwnerOptions
    @OptionGroup var actor: ActorOptions
    @Argument(help: "The group's id.") var id: Int64

    func run() async throws {
      let id = GroupID(rawValue: id)
      let scope = try await OpenInstallation(options).scope(of: id, company: owner.company)
      let group = try await actor.acting(in: scope).removeGroup(id)
      try output.answer.one(GroupRow(group))
    }
  }
}

/// The group to put another below, as an argument: an id, or `root`.
struct GroupParent: ExpressibleByArgument {
  let id: GroupID?

  init?(argument: String) {
    id = Int64(argument).map(GroupID.init(rawValue:))
    if id == nil, argument != "root" { return nil }
  }
}
