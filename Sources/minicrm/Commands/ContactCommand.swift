import Application
import ArgumentParser
import Foundation
import Records
import Store

/// `minicrm contact …`
struct ContactCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "contact", abstract: "The people at a company's customers.",
    subcommands: [
      Add.self, List.self, Show.self, Change.self, Remove.self, Restore.self, Merge.self,
      Import.self,
    ])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the contacts of a company's customers by name.",
      discussion: """
        Every word of --text must occur, as any part of a word, without case, somewhere in what \
        is kept of the contact. Example: minicrm contact list --company acme --customer 12 \
        --role ostaja
        """)
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var list: ListOptions
    @Option(help: "The company's slug.") var company: String
    @Option(help: "Only this customer's, by id, ext: and external id, or name.")
    var customer: Reference<CustomerID>?
    @Option(help: "Only those with this role, without case.") var role: String?
    @Option(help: "Words to find.") var text: String?

    func run() async throws {
      let scope = try await OpenInstallation(options).company(company)
      let contacts = try await scope.contacts(
        customer: customer, role: role, text: text, page: list.page())
      try await output.answer.list(
        contacts.map { ContactRow($0) },
        columns: ["id", "customer", "name", "role", "email", "phone"], whenEmpty: "No contacts.",
        at: scope)
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show one contact.",
      discussion: """
        A contact that was merged into another is shown as it stands. Examples: \
        minicrm contact show 12; minicrm contact show --company acme 'Maija Virtanen'
        """)
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var owner: OwnerOptions
    @Argument(help: .contact) var id: Reference<ContactID>

    func run() async throws {
      let scope = try await OpenInstallation(options).scope(of: id, company: owner.company)
      guard let contact = try await scope.contact(id) else { throw id.notFound(nil) }
      try await output.answer.one(ContactRow(contact), at: scope)
    }
  }

  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add and update contacts from a CSV file, once all of it is right.",
      discussion: """
        The first line names the columns, by their keys or in Finnish, Swedish or English, in \
        any order: customer (an id, ext:A-1 or a unique name) or customerExternalID, name, role, \
        email, phone, externalID and so on, see --template; they are separated by ; or , or \
        tabs. A row whose externalID is known updates that contact in the columns that the file \
        has, but never moves it to another customer; every other row adds one, also where the \
        contact of that externalID was removed. An empty value clears its field. The file is \
        UTF-8, UTF-16 or Windows-1252, at most 64 MiB. What is wrong with it is told first, and \
        nothing is imported; then rows go in by batches, and the same file goes on where an \
        import of it was cut off. Example: minicrm contact import --company acme kontaktit.csv \
        --dry-run
        """)
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var table: TableOptions

    func run() async throws { try await table.run(.contacts, options, as: actor, output) }
  }
}
