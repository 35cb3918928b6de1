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
      Add.self, List.self, Show.self, Change.self, Remove.self, Import.self,
    ])

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add a contact to a customer.",
      discussion: """
        Example: minicrm contact add --company acme --customer 12 --name 'Maija Virtanen' \
        --role ostaja --phone '040 123 4567'
        """)
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var actor: ActorOptions
    @Option(help: "The company's slug.") var company: String
    @Option(help: "The customer's id.") var customer: Int64
    @Option(help: "The contact's name.") var name: String
    @Option(help: "The contact's role, by which contacts are grouped.") var role: String?
    @Option(help: "The contact's e-mail address.") var email: String?
    @Option(help: "The contact's phone number.") var phone: String?

    func run() async throws {
      let scope = try await OpenInstallation(options).company(company)
      let contact = try await actor.acting(in: scope).addContact(
        NewContact(name: name, role: role, email: email, phone: phone),
        to: CustomerID(rawValue: customer))
      try output.answer.one(ContactRow(contact))
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the contacts of a company's customers by name.",
      discussion: """
        Every word of --text must occur, as any part of a word, without case, in the name, the \
        role, the e-mail or the phone. Example: minicrm contact list --company acme \
        --customer 12 --role ostaja
        """)
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var list: ListOptions
    @Option(help: "The company's slug.") var company: String
    @Option(help: "Only this customer's, by its id.") var customer: Int64?
    @Option(help: "Only those with this role, without case.") var role: String?
    @Option(help: "Words to find.") var text: String?

    func run() async throws {
      let scope = try await OpenInstallation(options).company(company)
      let contacts = try await scope.contacts(
        customer: customer.map(CustomerID.init(rawValue:)), role: role, text: text,
        page: list.page())
      try output.answer.list(
        contacts.map { ContactRow($0) },
        columns: ["id", "customer", "name", "role", "email", "phone"], whenEmpty: "No contacts.")
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show one contact.", discussion: "Example: minicrm contact show 12")
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var owner: OwnerOptions
    @Argument(help: "The contact's id.") var id: Int64

    func run() async throws {
      let id = ContactID(rawValue: id)
      let scope = try await OpenInstallation(options).scope(of: id, company: owner.company)
      guard let contact = try await scope.contact(id) else { throw Refusal.notFound(id) }
      try output.answer.one(ContactRow(contact))
    }
  }

  struct Change: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "edit", abstract: "Change what is given; \"\" clears a value.",
      discussion: "Example: minicrm contact edit 12 --role toimitusjohtaja --phone ''")
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var owner: OwnerOptions
    @OptionGroup var actor: ActorOptions
    @Argument(help: "The contact's id.") var id: Int64
    @Option(help: "The new name.") var name: String?
    @Option(help: "The new role.") var role: String?
    @Option(help: "The new e-mail address.") var email: String?
    @Option(help: "The new phone number.") var phone: String?

    func run() async throws {
      let id = ContactID(rawValue: id)
      let scope = try await OpenInstallation(options).scope(of: id, company: owner.company)
      var change = ContactChange()
      change[.name] = Edit(ifGiven: name.map { $0 as String? })
      change[.role] = Edit(ifGiven: role.map(\.orCleared))
      change[.email] = Edit(ifGiven: email.map(\.orCleared))
      change[.phone] = Edit(ifGiven: phone.map(\.orCleared))
      let contact = try await actor.acting(in: scope).editContact(id, change)
      try output.answer.one(ContactRow(contact))
    }
  }

  struct Remove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Remove a contact; what the log says of it stays.",
      discussion: "Example: minicrm contact remove 12 --as matti@acme.example")
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var owner: OwnerOptions
    @OptionGroup var actor: ActorOptions
    @Argument(help: "The contact's id.") var id: Int64

    func run() async throws {
      let id = ContactID(rawValue: id)
      let scope = try await OpenInstallation(options).scope(of: id, company: owner.company)
      let contact = try await actor.acting(in: scope).removeContact(id)
      try output.answer.one(ContactRow(contact))
    }
  }

  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add and update contacts from a CSV file, once all of it is right.",
      discussion: """
        The first line names the columns, by their keys or in Finnish, Swedish or English, in any \
        order: customer (an id) or customerExternalID, name, role, email, phone, externalID and \
        so on, see --template; they are separated by ; or , or tabs. A row whose externalID is \
        known updates that contact in the columns that the file has, but never moves it to \
        another customer; every other row adds one, also where the contact of that externalID \
        was removed. An empty value clears its field. The file is UTF-8, UTF-16 or Windows-1252, \
        at most 64 MiB. What is wrong with it is told first, and nothing is imported; then rows \
        go in by batches, and the same file goes on where an import of it was cut off. Example: \
        minicrm contact import --company acme kontaktit.csv --dry-run
        """)
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var table: TableOptions

    func run() async throws { try await table.run(.contacts, options, as: actor, output) }
  }
}
