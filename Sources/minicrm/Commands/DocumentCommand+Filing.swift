import Application
import ArgumentParser
import Foundation
import Records
import Store

extension DocumentCommand {
  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add a file as a document.",
      discussion: """
        With a customer it is filed, else it waits in the Inbox. Standard input may have \
        web.maximumUpload bytes (256 MiB unless set). Example: \
        minicrm document add --company acme sopimus.pdf --customer 7 --title Sopimus
        """)
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var party: PartyOptions
    @Option(help: "The company's slug.") var company: String
    @Argument(help: "The file; - is standard input.") var file: String
    @Option(help: "What people call it.") var title: String?
    @Option(help: "The day it is of, as 2026-12-01.") var date: OptionalDate?
    @Option(help: "The path of a group, as Myynti/Tarjoukset.") var group: String?

    func run() async throws {
      let installation = try await OpenInstallation(options)
      let scope = try await installation.company(company)
      let company = try await actor.acting(in: scope)
      let input = try InputFile(file)
      // A file's size is known before, and its owner's to say.
      let upload = DocumentUpload(
        named: file == "-" ? "stdin" : URL(fileURLWithPath: file).lastPathComponent,
        atMost: input.size == nil ? installation.settings.maximumUpload : nil, read: input.read)
      do {
        try output.answer.one(
          await upload.add(details, to: company, in: installation.store))
      } catch let error as DocumentUpload.TooLarge {
        throw Failure(
          .refused,
          "\(input.name) has more than \(error.limit) bytes (web.maximumUpload); name a file")
      }
    }

    private var details: DocumentUpload.Details {
      var details = DocumentUpload.Details()
      details.title = title
      details.date = date?.date
      details.group = group?.orCleared
      details.customer = party.customer?.reference
      details.contact = party.contact?.reference
      return details
    }
  }

  struct Assign: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "File a document under a customer and a contact, or under nobody.",
      discussion: """
        What isn't given stays, but a new customer lets go of another's contact. Example: \
        minicrm document assign 12 --customer 7
        """)
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var owner: OwnerOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var party: PartyOptions
    @Argument(help: "The document's id.") var id: Int64

    func run() async throws {
      let id = DocumentID(rawValue: id)
      let scope = try await OpenInstallation(options).scope(of: id, company: owner.company)
      let document = try await actor.acting(in: scope).assign(id, party.change)
      try output.answer.one(DocumentRow(document))
    }
  }

  struct Change: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "edit", abstract: "Change what is given; \"\" clears a value.",
      discussion: "Example: minicrm document edit 12 --title Sopimus --date 2026-12-01")
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var owner: OwnerOptions
    @OptionGroup var actor: ActorOptions
    @Argument(help: "The document's id.") var id: Int64
    @Option(help: "What people call it.") var title: String?
    @Option(help: "The day it is of, as 2026-12-01.") var date: OptionalDate?
    @Option(help: "The path of a group; \"\" is none.") var group: String?
    @Option(help: "What people want to remember of it.") var notes: String?
    @Option(help: "The last day on which it may not be removed; \"\" is none.")
    var keepUntil: OptionalDate?

    func run() async throws {
      let id = DocumentID(rawValue: id)
      let scope = try await OpenInstallation(options).scope(of: id, company: owner.company)
      var change = DocumentChange()
      change.notes = Edit(ifGiven: notes.map(\.orCleared))
      change.keepUntil = Edit(ifGiven: keepUntil.map(\.date))
      change.title = Edit(ifGiven: title.map(\.orCleared))
      change.date = Edit(ifGiven: date.map(\.date))
      change.group = Edit(ifGiven: group.map(\.orCleared))
      let document = try await actor.acting(in: scope).editDocument(id, change)
      try output.answer.one(DocumentRow(document))
    }
  }
}
