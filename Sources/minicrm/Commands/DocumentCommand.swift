import Application
import ArgumentParser
import Foundation
import Records
import Store

/// `minicrm document …`
struct DocumentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "document", abstract: "A company's documents: in the Inbox, filed and archived.",
    subcommands: [
      List.self, Show.self, Add.self, Assign.self, Change.self, Archive.self, Export.self,
    ])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List a company's documents, newest first.",
      discussion: """
        Every word of --text must occur, as any part of a word, without case. Example: \
        minicrm document list --company acme --state inbox --text lasku
        """)
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var list: ListOptions
    @OptionGroup var party: PartyFilterOptions
    @Option(help: "The company's slug.") var company: String
    @Option(help: "inbox, filed or archived; default: all.") var state: DocumentState?
    @Option(help: "Words to find in title, file name, sender and subject.") var text: String?

    func run() async throws {
      let scope = try await OpenInstallation(options).company(company)
      let documents = try await scope.documents(
        DocumentQuery(
          state: state, customer: party.customer, contact: party.contact, text: text),
        page: list.page())
      try output.answer.list(
        documents.map(DocumentRow.init),
        columns: [
          "id", "state", "fileName", "title", "mediaType", "size", "customer", "contact", "group",
          "receivedAt", "duplicateOf",
        ],
        whenEmpty: "No documents.")
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show one document's details.", discussion: "Example: minicrm document show 12")
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var owner: OwnerOptions
    @Argument(help: "The document's id.") var id: Int64

    func run() async throws {
      let id = DocumentID(rawValue: id)
      let scope = try await OpenInstallation(options).scope(of: id, company: owner.company)
      guard let document = try await scope.document(id) else { throw Refusal.notFound(id) }
      try output.answer.one(DocumentRow(document))
    }
  }

  struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write a document's bytes to standard output or a file.",
      discussion: "Example: minicrm document export 12 --output lasku.pdf")
    @OptionGroup var options: SettingsOptions
    @OptionGroup var owner: OwnerOptions
    @Argument(help: "The document's id.") var id: Int64
    @Option(help: "The file to write; an existing one is not overwritten.") var output: String?

    func run() async throws {
      let installation = try await OpenInstallation(options)
      let id = DocumentID(rawValue: id)
      let scope = try await installation.scope(of: id, company: owner.company)
      let content = try await DocumentContent(in: installation.store).open(id, at: scope)
      try ExportTarget(output).write(content)
    }
  }

  struct Archive: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Archive a document: it leaves the Inbox and stays findable.",
      discussion: "Example: minicrm document archive 12")
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var owner: OwnerOptions
    @OptionGroup var actor: ActorOptions
    @Argument(help: "The document's id.") var id: Int64

    func run() async throws {
      let id = DocumentID(rawValue: id)
      let scope = try await OpenInstallation(options).scope(of: id, company: owner.company)
      let document = try await actor.acting(in: scope).archive(id)
      try output.answer.one(DocumentRow(document))
    }
  }
}
