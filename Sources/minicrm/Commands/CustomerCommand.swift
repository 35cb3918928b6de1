import Application
import ArgumentParser
import Foundation
import Records
import Store

/// `minicrm customer …`
struct CustomerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "customer", abstract: "Whom a company sells to.",
    subcommands: [
      Add.self, List.self, Show.self, Change.self, Archive.self, Import.self,
    ])

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add a customer.",
      discussion: """
        Example: minicrm customer add --company acme --name 'Virtanen Oy' \
        --business-id 1234567-1 --email laskut@virtanen.example
        """)
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var actor: ActorOptions
    @Option(help: "The company's slug.") var company: String
    @Option(help: "The customer's name.") var name: String
    @Option(help: "Its Y-tunnus or VAT number.") var businessID: String?
    @Option(help: "Its e-mail address.") var email: String?
    @Option(help: "Its phone number.") var phone: String?

    func run() async throws {
      let scope = try await OpenInstallation(options).company(company)
      let new = NewCustomer(name: name, businessID: businessID, email: email, phone: phone)
      let customer = try await actor.acting(in: scope).addCustomer(new)
      try output.answer.one(CustomerRow(customer))
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List a company's customers by name, archived ones too.",
      discussion: """
        Every word of --text must occur, as any part of a word, without case, in the name, the \
        business id, the e-mail or the phone. Example: minicrm customer list --company acme \
        --text virtanen
        """)
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var list: ListOptions
    @Option(help: "The company's slug.") var company: String
    @Option(help: "Words to find.") var text: String?

    func run() async throws {
      let scope = try await OpenInstallation(options).company(company)
      let rows = try await scope.customers(text: text, page: list.page()).map {
        CustomerRow($0)
      }
      try output.answer.list(
        rows, columns: ["id", "name", "businessID", "email", "phone", "archived"],
        whenEmpty: text == nil
          ? "No customers yet; add one with minicrm customer add." : "No customers with that text.")
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show one customer.", discussion: "Example: minicrm customer show 12")
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var owner: OwnerOptions
    @Argument(help: "The customer's id.") var id: Int64

    func run() async throws {
      let id = CustomerID(rawValue: id)
      let scope = try await OpenInstallation(options).scope(of: id, company: owner.company)
      guard let customer = try await scope.customer(id) else { throw Refusal.notFound(id) }
      try output.answer.one(CustomerRow(customer))
    }
  }

  struct Change: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "edit", abstract: "Change what is given; \"\" clears a value.",
      discussion: "Example: minicrm customer edit 12 --phone '040 123 4567' --email ''")
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var owner: OwnerOptions
    @OptionGroup var actor: ActorOptions
    @Argument(help: "The customer's id.") var id: Int64
    @Option(help: "The new name.") var name: String?
    @Option(help: "The new Y-tunnus or VAT number.") var businessID: String?
    @Option(help: "The new e-mail address.") var email: String?
    @Option(help: "The new phone number.") var phone: String?

    func run() async throws {
      let id = CustomerID(rawValue: id)
      let scope = try await OpenInstallation(options).scope(of: id, company: owner.company)
      var change = CustomerChange()
      change[.name] = Edit(ifGiven: name.map { $0 as String? })
      change[.businessID] = Edit(ifGiven: businessID.map(\.orCleared))
      change[.email] = Edit(ifGiven: email.map(\.orCleared))
      change[.phone] = Edit(ifGiven: phone.map(\.orCleared))
      let customer = try await actor.acting(in: scope).editCustomer(id, change)
      try output.answer.one(CustomerRow(customer))
    }
  }

  struct Archive: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Archive a customer: it stays findable, with its contacts and its log.",
      discussion: "Example: minicrm customer archive 12 --as matti@acme.example")
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var owner: OwnerOptions
    @OptionGroup var actor: ActorOptions
    @Argument(help: "The customer's id.") var id: Int64

    func run() async throws {
      let id = CustomerID(rawValue: id)
      let scope = try await OpenInstallation(options).scope(of: id, company: owner.company)
      let customer = try await actor.acting(in: scope).archiveCustomer(id)
      try output.answer.one(CustomerRow(customer))
    }
  }

  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add and update customers from a CSV file, once all of it is right.",
      discussion: """
        The first line names the columns, by their keys or in Finnish, Swedish or English, in any \
        order: name (Nimi), businessID (Y-tunnus), email, phone, externalID and so on, see \
        --template; they are separated by ; or , or tabs. A row whose externalID is known updates \
        that customer, archived or not, in the columns that the file has; every other row adds \
        one. An empty value clears its field. The file is UTF-8, UTF-16 or Windows-1252, at most \
        64 MiB. What is wrong with it is told first, and nothing is imported; then rows go in by \
        batches, and the same file goes on where an import of it was cut off. Examples: \
        minicrm customer import --company acme asiakkaat.csv --map 'Puh.=phone'; \
        minicrm customer import --template > asiakkaat.csv
        """)
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var table: TableOptions

    func run() async throws { try await table.run(.customers, options, as: actor, output) }
  }
}
