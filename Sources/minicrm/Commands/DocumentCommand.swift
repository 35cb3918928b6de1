import ArgumentParser
import Foundation
import Store

/// `minicrm document …`
struct DocumentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "document", abstract: "A company's documents, the Inbox first.",
    subcommands: [List.self, Show.self, Export.self, Archive.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List a company's documents, newest first.",
      discussion: "Example: minicrm document list --company acme --state inbox")
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var list: ListOptions
    @Option(help: "The company's slug.") var company: String
    @Option(help: "inbox, filed or archived; default: all.") var state: DocumentState?

    func run() async throws {
      let scope = try await Workplace(options).company(company)
      let rows = try await scope.documents(state: state).map { OutputRow($0, company: company) }
      try output.answer.list(
        list.cut(rows),
        columns: ["id", "state", "fileName", "mediaType", "size", "receivedAt", "duplicateOf"],
        whenEmpty: "No documents.")
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show one document's details.")
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var owner: OwnerOptions
    @Argument(help: "The document's id.") var id: Int64

    func run() async throws {
      let found = try await Workplace(options).document(id, owner: owner.company)
      try output.answer.one(OutputRow(found.document, company: found.company.slug))
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
      let place = try await Workplace(options)
      let found = try await place.document(id, owner: owner.company)
      guard let blob = found.document.blob else {
        throw Failure("document \(id): its digest \(found.document.sha256) is not one")
      }
      try ExportTarget(output).write(place.store.blobs.open(blob))
    }
  }

  struct Archive: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Archive a document: it leaves the Inbox and stays findable.")
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var owner: OwnerOptions
    @OptionGroup var actor: ActorOptions
    @Argument(help: "The document's id.") var id: Int64

    func run() async throws {
      let found = try await Workplace(options).document(id, owner: owner.company)
      let document = try await found.scope.archive(
        DocumentID(rawValue: id), by: actor.person(in: found.scope), now: Date())
      try output.answer.one(OutputRow(document, company: found.company.slug))
    }
  }
}

/// A document together with the company that has it.
private struct FoundDocument {
  let scope: CompanyScope
  let company: Company
  let document: Document
}

extension Workplace {
  fileprivate func document(_ id: Int64, owner: String?) async throws -> FoundDocument {
    let id = DocumentID(rawValue: id)
    let scope = try await scope(of: id, company: owner)
    guard let document = try await scope.document(id) else { throw Self.missing(id) }
    return FoundDocument(scope: scope, company: try await scope.company(), document: document)
  }
}
