import Application
import ArgumentParser
import Records
import Store

extension CustomerCommand {
  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add a customer, and say which others are like it.",
      discussion: """
        Like it are those of the same name, business id or e-mail address: customer merge makes \
        one of two. Example: minicrm customer add --company acme --name 'Virtanen Oy' \
        --business-id 1234567-1 --email laskut@virtanen.example --city Turku
        """)
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var fields: CustomerFieldOptions
    @Option(help: "The company's slug.") var company: String
    @Option(help: "The customer's name.") var name: String

    func run() async throws {
      let scope = try await OpenInstallation(options).company(company)
      let added = try await actor.acting(in: scope).add(fields.change.adding(name))
      try await output.answer.one(AddedRow(added), at: scope)
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
    @OptionGroup var fields: CustomerFieldOptions
    @Argument(help: .customer) var id: Reference<CustomerID>
    @Option(help: "The new name.") var name: String?

    func run() async throws {
      let scope = try await OpenInstallation(options).scope(of: id, company: owner.company)
      var change = fields.change
      change[.name] = Edit(ifGiven: name.map { $0 as String? })
      let customer = try await actor.acting(in: scope).editCustomer(id, change)
      try await output.answer.one(CustomerRow(customer), at: scope)
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
    @Argument(help: .customer) var id: Reference<CustomerID>

    func run() async throws {
      let scope = try await OpenInstallation(options).scope(of: id, company: owner.company)
      let customer = try await actor.acting(in: scope).archiveCustomer(id)
      try await output.answer.one(CustomerRow(customer), at: scope)
    }
  }

  struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Bring back a customer that was archived, or merged into another.",
      discussion: """
        One that was merged gets back its contacts, documents and tasks that haven't been changed \
        since; what it filled in at the other is taken out there. Example: \
        minicrm customer restore 12 --as matti@acme.example
        """)
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var owner: OwnerOptions
    @OptionGroup var actor: ActorOptions
    @Argument(help: .customer) var id: Reference<CustomerID>

    func run() async throws {
      let scope = try await OpenInstallation(options).scope(of: id, company: owner.company)
      let customer = try await actor.acting(in: scope).restoreCustomer(id)
      try await output.answer.one(CustomerRow(customer), at: scope)
    }
  }

  struct Merge: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Merge a customer into another, and show that one.",
      discussion: """
        Contacts, documents and tasks become the other's, which also gets the values that it \
        lacks. From then on the old id means the other one, and the log of both is found by \
        either; customer restore takes a wrong merge back. Example: \
        minicrm customer merge 12 --into 15 --as matti@acme.example
        """)
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var owner: OwnerOptions
    @OptionGroup var actor: ActorOptions
    @Argument(help: .customer) var id: Reference<CustomerID>
    @Option(help: "The customer that is left, by id, ext: and external id, or name.")
    var into: Reference<CustomerID>

    func run() async throws {
      let scope = try await OpenInstallation(options).scope(of: id, company: owner.company)
      let customer = try await actor.acting(in: scope).mergeCustomer(id, into: into)
      try await output.answer.one(CustomerRow(customer), at: scope)
    }
  }
}

extension ArgumentHelp {
  static let customer: ArgumentHelp =
    "The customer's id; with --company also ext: and its external id, or its name."
  static let contact: ArgumentHelp =
    "The contact's id; with --company also ext: and its external id, or its name."
}
