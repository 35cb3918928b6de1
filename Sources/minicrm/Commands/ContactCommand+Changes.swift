import Application
import ArgumentParser
import Records
import Store

extension ContactCommand {
  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add a contact to a customer, and say which others are like it.",
      discussion: """
        Like it are those of the same name or e-mail address: contact merge makes one of two. \
        Example: minicrm contact add --company acme --customer 12 --name 'Maija Virtanen' \
        --role ostaja --phone '040 123 4567'
        """)
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var fields: ContactFieldOptions
    @Option(help: "The company's slug.") var company: String
    @Option(help: "The customer, by id, ext: and external id, or name.")
    var customer: Reference<CustomerID>
    @Option(help: "The contact's name.") var name: String

    func run() async throws {
      let scope = try await OpenInstallation(options).company(company)
      let added = try await actor.acting(in: scope).add(
        fields.change.adding(name), to: customer)
      try await output.answer.one(AddedRow(added), at: scope)
    }
  }

  struct Change: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "edit", abstract: "Change what is given; \"\" clears a value.",
      discussion: """
        A contact that goes to another customer takes its documents and tasks along; the log's \
        entries stay as they are. Examples: \
        minicrm contact edit 12 --role toimitusjohtaja --phone ''; \
        minicrm contact edit 12 --customer 7
        """)
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var owner: OwnerOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var fields: ContactFieldOptions
    @Argument(help: .contact) var id: Reference<ContactID>
    @Option(help: "The new name.") var name: String?
    @Option(help: "The customer to go to, by id, ext: and external id, or name.")
    var customer: Reference<CustomerID>?

    func run() async throws {
      let scope = try await OpenInstallation(options).scope(of: id, company: owner.company)
      var change = fields.change
      change[.name] = Edit(ifGiven: name.map { $0 as String? })
      let contact = try await actor.acting(in: scope).editContact(id, change, to: customer)
      try await output.answer.one(ContactRow(contact), at: scope)
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
    @Argument(help: .contact) var id: Reference<ContactID>

    func run() async throws {
      let scope = try await OpenInstallation(options).scope(of: id, company: owner.company)
      let contact = try await actor.acting(in: scope).removeContact(id)
      try await output.answer.one(ContactRow(contact), at: scope)
    }
  }

  struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Bring back a contact that was removed, or merged into another.",
      discussion: """
        One that was merged gets back its documents and tasks that haven't been changed since. An \
        external id that another contact has by now stays there. Example: \
        minicrm contact restore 12 --as matti@acme.example
        """)
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var owner: OwnerOptions
    @OptionGroup var actor: ActorOptions
    @Argument(help: .contact) var id: Reference<ContactID>

    func run() async throws {
      let scope = try await OpenInstallation(options).scope(of: id, company: owner.company)
      let contact = try await actor.acting(in: scope).restoreContact(id)
      try await output.answer.one(ContactRow(contact), at: scope)
    }
  }

  struct Merge: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Merge a contact into another of the same customer, and show that one.",
      discussion: """
        Documents and tasks become the other's, which also gets the values that it lacks. From \
        then on the old id means the other one, and the log of both is found by either; contact \
        restore takes a wrong merge back. Example: \
        minicrm contact merge 12 --into 15 --as matti@acme.example
        """)
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var owner: OwnerOptions
    @OptionGroup var actor: ActorOptions
    @Argument(help: .contact) var id: Reference<ContactID>
    @Option(help: "The contact that is left, by id, ext: and external id, or name.")
    var into: Reference<ContactID>

    func run() async throws {
      let scope = try await OpenInstallation(options).scope(of: id, company: owner.company)
      let contact = try await actor.acting(in: scope).mergeContact(id, into: into)
      try await output.answer.one(ContactRow(contact), at: scope)
    }
  }
}
