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
      List.self, Show.self, Add.self, Assign.self, Change.self, Return.self, Archive.self,
      Restore.self, Export.self, Remove.self, Import.self,
    ])

  static let columns = [
    "id", "state", "fileName", "title", "customer", "contact", "group", "sender", "subject",
    "receivedAt", "duplicateOf",
  ]

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
    @OptionGroup var filter: DocumentFilterOptions
    @Option(help: "The company's slug.") var company: String

    func run() async throws {
      let scope = try await OpenInstallation(options).company(company)
      let documents = try await scope.documents(filter.query, page: list.page())
      try await output.answer.list(
        documents.map(DocumentRow.init), columns: DocumentCommand.columns,
        whenEmpty: "No documents.", at: scope)
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
      try await output.answer.one(DocumentRow(document), at: scope)
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
}
