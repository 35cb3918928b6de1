import Application
import ArgumentParser
import Records
import Store

extension ReminderCommand {
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List reminders by their moments.",
      discussion: """
        Whom a reminder concerns, its group and its text are its task's: every word of --text must \
        occur in the description, as any part of a word, without case. Examples: \
        minicrm reminder list --state failed; minicrm reminder list --company acme \
        --customer 'Virtanen Oy' --from 1.12.2026
        """)
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var list: ListOptions
    @OptionGroup var party: PartyFilterOptions
    @Option(help: "Only this company's, by its slug.") var company: String?
    @Option(help: "Only this person's, by e-mail address.") var person: String?
    @Option(
      help: ArgumentHelp(
        "Only those in this state.",
        discussion: ReminderState.allCases.map(\.rawValue).joined(separator: ", ")))
    var state: ReminderState?
    @Option(help: "Only those of this group and the groups below it.") var group: String?
    @Option(help: "The first day, in the company's zone; without a company in UTC.")
    var from: CivilDate?
    @Option(help: "The last day.") var to: CivilDate?
    @Option(help: "Words to find in the task's description.") var text: String?

    func validate() throws {
      guard company == nil, !party.isEmpty || person != nil || group != nil else { return }
      throw ValidationError("--person, --group, --customer and --contact go with --company.")
    }

    func run() async throws {
      let installation = try await OpenInstallation(options)
      let scope = try await installation.company(ifNamed: company)
      let reminders =
        if let scope {
          try await scope.reminders(query, page: list.page())
        } else {
          try await installation.store.reminders(query, page: list.page())
        }
      try output.answer.list(
        reminders.map(ReminderRow.init),
        columns: ["id", "task", "person", "moment", "kind", "state", "attempts", "reply"],
        whenEmpty: "No reminders.")
    }

    private var query: ReminderQuery {
      var query = ReminderQuery(state: state)
      (query.customer, query.contact) = (party.customer, party.contact)
      (query.person, query.group, query.text) = (person, group, text)
      (query.from, query.to) = (from, to)
      return query
    }
  }
}
