import Application
import ArgumentParser
import Foundation
import Records
import Store

extension TaskCommand {
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List a company's tasks by day.",
      discussion: """
        Every word of --text must occur, as any part of a word, without case. Example: \
        minicrm task list --company acme --person matti@acme.example --state open
        """)
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var list: ListOptions
    @OptionGroup var party: PartyFilterOptions
    @Option(help: "The company's slug.") var company: String
    @Option(help: "Only this person's, by e-mail address.") var person: String?
    @Option(help: "open, done or cancelled; default: all.") var state: TaskState?
    @Option(help: "Only those of this group and the groups below it.") var group: String?
    @Option(help: "The first day.") var from: CivilDate?
    @Option(help: "The last day.") var to: CivilDate?
    @Flag(help: "Only open ones up to today.") var due = false
    @Option(help: "Words to find in the description.") var text: String?

    func run() async throws {
      let scope = try await OpenInstallation(options).company(company)
      var query = TaskQuery()
      query.person = person
      query.state = state
      query.customer = party.customer
      query.contact = party.contact
      query.group = group
      query.from = from
      query.to = to
      query.text = text
      query.due = due ? Date() : nil
      let tasks = try await scope.tasks(query, page: list.page())
      try await output.answer.list(
        tasks.map(TaskRow.init),
        columns: ["id", "date", "state", "person", "description", "group", "customer", "contact"],
        whenEmpty: "No tasks.", at: scope)
    }
  }
}

extension TaskState: ExpressibleByArgument {}
