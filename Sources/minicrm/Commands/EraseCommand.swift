import Application
import ArgumentParser
import Records

/// `minicrm erase …`
struct EraseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "erase", abstract: "Erase the personal data of somebody who asks for it.",
    subcommands: [ErasedContact.self, ErasedPerson.self])

  struct ErasedContact: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "contact", abstract: "Erase a contact's data, for good.",
      discussion: """
        Name, role, e-mail, phone, notes, what the log says of the contact and of contacts that \
        were merged into it, the contact's tasks' descriptions, sender and subject of the \
        contact's mails; elsewhere the name. Invoices and payments keep all but the name, and \
        mails that wait for a decision are told and stay, unless asked for. Documents stay. The \
        log tells that it was done and still verifies. Asked for again, an erasure that was cut \
        off goes on. Examples: \
        minicrm erase contact 12 --dry-run; \
        minicrm erase contact 12 --also 'Maija Korhonen' --also maija@vanha.example
        """)
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var owner: OwnerOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var erasure: ErasureOptions
    @Argument(help: "The contact's id.") var id: Int64

    func run() async throws {
      let id = ContactID(rawValue: id)
      let installation = try await OpenInstallation(options)
      let scope = try await installation.scope(of: id, company: owner.company)
      let company = try await actor.acting(in: scope)
      try await erasure.run(
        PersonalErasure(of: id, at: company, in: installation.store), of: id.subject, output)
    }
  }

  struct ErasedPerson: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "person", abstract: "Erase a person's data, for good.",
      discussion: """
        The person is removed, if it wasn't, and loses name and e-mail; texts of the log that \
        name the person go; in invoices and payments, tasks, documents' names and subjects the \
        name is masked. Mails of the person's that wait for a decision are told and stay, unless \
        asked for. The log tells that it was done and still verifies. Asked for again, an erasure \
        that was cut off goes on. Example: minicrm erase person 3 --also 'Matti Virtanen'
        """)
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var owner: OwnerOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var erasure: ErasureOptions
    @Argument(help: "The person's id.") var id: Int64

    func run() async throws {
      let id = PersonID(rawValue: id)
      let installation = try await OpenInstallation(options)
      let scope = try await installation.scope(of: id, company: owner.company)
      let company = try await actor.acting(in: scope)
      try await erasure.run(
        PersonalErasure(of: id, at: company, in: installation.store), of: id.subject, output)
    }
  }
}
