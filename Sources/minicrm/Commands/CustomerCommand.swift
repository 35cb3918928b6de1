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
      Add.self, List.self, Show.self, Change.self, Archive.self, Restore.self, Merge.self,
      Import.self,
    ])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List a company's customers by name, archived ones too.",
      discussion: """
        Every word of --text must occur, as any part of a word, without case, somewhere in what \
        is kept of the customer. Example: minicrm customer list --company acme --text virtanen
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
      try await output.answer.list(
        rows,
        columns: [
          "id", "name", "businessID", "email", "phone", "city", "archived", "mergedInto",
        ],
        whenEmpty: text == nil
          ? "No customers yet; add one with minicrm customer add." : "No customers with that text.",
        at: scope)
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show one customer, with the newest entries of its log.",
      discussion: """
        A customer that was merged into another is shown as it stands. Examples: \
        minicrm customer show 12; minicrm customer show --company acme 'Virtanen Oy'
        """)
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var owner: OwnerOptions
    @Argument(help: .customer) var id: Reference<CustomerID>

    func run() async throws {
      let scope = try await OpenInstallation(options).scope(of: id, company: owner.company)
      let row = try await CustomerReading(at: scope).details(of: id)
      try await output.answer.one(row, at: scope)
      if !output.json, !row.latest.isEmpty {
        try OutputFile.standard.print()
        try output.answer.list(row.latest, columns: ["id", "at", "kind", "text"], whenEmpty: "")
      }
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
