import Application
import ArgumentParser
import Foundation
import Records
import Store

extension DocumentCommand {
  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add files as documents.",
      discussion: """
        With a customer they are filed, else they wait in the Inbox. All files become documents, \
        or none where one can't be read; standard input goes alone, and may have \
        web.maximumUpload bytes (256 MiB unless set). Examples: \
        minicrm document add --company acme sopimus.pdf --customer 7 --title Sopimus; \
        minicrm document add --company acme --group Laskut skannatut/*.pdf
        """)
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var party: PartyOptions
    @Option(help: "The company's slug.") var company: String
    @Argument(help: ArgumentHelp("The files; - is standard input.", valueName: "file"))
    var files: [String]
    @Option(help: "What people call it; of one file.") var title: String?
    @Option(help: "The day it is of, as 2026-12-01.") var date: OptionalDate?
    @Option(help: "The path of a group, as Myynti/Tarjoukset.") var group: String?

    func validate() throws {
      guard files.count > 1 else { return }
      if title != nil { throw ValidationError("--title goes with one file.") }
      if files.contains(where: InputFile.isStandardInput) {
        throw ValidationError("Standard input goes alone.")
      }
    }

    func run() async throws {
      let installation = try await OpenInstallation(options)
      let scope = try await installation.company(company)
      let company = try await actor.acting(in: scope)
      // All are looked at before the first is read, and none stays open meanwhile.
      for file in files { _ = try InputFile(file) }
      let rows: [DocumentRow]
      do {
        rows = try await DocumentUpload.add(
          files.map { file in { try upload(file, installation.settings) } }, details, to: company,
          in: installation.store)
      } catch let error as DocumentUpload.TooLarge {
        throw Failure(
          .refused,
          "standard input has more than \(error.limit) bytes (web.maximumUpload); name a file")
      }
      if rows.count == 1 { return try await output.answer.one(rows[0], at: scope) }
      try await output.answer.list(
        rows, columns: DocumentCommand.columns, whenEmpty: "No documents.", at: scope)
    }

    /// Only standard input has a limit: a file's size is known before, and its owner's to say.
    private func upload(_ path: String, _ settings: Settings) throws -> DocumentUpload {
      let input = try InputFile(path)
      return DocumentUpload(
        named: path == "-" ? "stdin" : URL(fileURLWithPath: path).lastPathComponent,
        atMost: input.size == nil ? settings.maximumUpload : nil, read: input.read)
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
      try await output.answer.one(DocumentRow(document), at: scope)
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
      try await output.answer.one(DocumentRow(document), at: scope)
    }
  }
}
