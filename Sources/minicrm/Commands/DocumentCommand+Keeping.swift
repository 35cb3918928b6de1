import Application
import ArgumentParser
import Foundation
import Records
import Store

/// The ways of a document between the Inbox, its customer and the archive, and out of the company.
extension DocumentCommand {
  struct Return: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Put a document back into the Inbox, under nobody.",
      discussion: "Example: minicrm document return 12")
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var owner: OwnerOptions
    @OptionGroup var actor: ActorOptions
    @Argument(help: "The document's id.") var id: Int64

    func run() async throws {
      let id = DocumentID(rawValue: id)
      let scope = try await OpenInstallation(options).scope(of: id, company: owner.company)
      let document = try await actor.acting(in: scope).returnDocument(id)
      try await output.answer.one(DocumentRow(document), at: scope)
    }
  }

  struct Archive: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Archive documents: they leave the Inbox and stay findable.",
      discussion: """
        Of many documents all are archived, or none where one can't be. With --all, those that \
        the filter finds. Examples: minicrm document archive 12 13; \
        minicrm document archive --all --company acme --state inbox --sender mainos.example
        """)
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var owner: OwnerOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var filter: DocumentFilterOptions
    @Flag(help: "All documents of --company that the filter finds, instead of ids.")
    var all = false
    @Argument(help: "The documents' ids.") var ids: [Int64] = []

    func validate() throws {
      if all != ids.isEmpty { throw ValidationError("Give the documents' ids, or --all.") }
      if !all, !filter.isEmpty { throw ValidationError("A filter goes with --all.") }
    }

    func run() async throws {
      let installation = try await OpenInstallation(options)
      let documents = ids.map(DocumentID.init(rawValue:))
      guard let first = documents.first else {
        guard let slug = owner.company else { throw ValidationError("--all needs --company.") }
        let scope = try await installation.company(slug)
        let acting = try await actor.acting(in: scope)
        return try await rows(acting.archive(matching: filter.query), at: scope)
      }
      let scope = try await installation.scope(of: first, company: owner.company)
      let archived = try await actor.acting(in: scope).archive(documents)
      if archived.count == 1 {
        try await output.answer.one(DocumentRow(archived[0]), at: scope)
      } else {
        try await rows(archived, at: scope)
      }
    }

    private func rows(_ documents: [Document], at scope: CompanyScope) async throws {
      try await output.answer.list(
        documents.map(DocumentRow.init), columns: DocumentCommand.columns,
        whenEmpty: "No document was archived.", at: scope)
    }
  }

  struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take a document out of the archive, to where it was before.",
      discussion: "Example: minicrm document restore 12")
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var owner: OwnerOptions
    @OptionGroup var actor: ActorOptions
    @Argument(help: "The document's id.") var id: Int64

    func run() async throws {
      let id = DocumentID(rawValue: id)
      let scope = try await OpenInstallation(options).scope(of: id, company: owner.company)
      let document = try await actor.acting(in: scope).restoreDocument(id)
      try await output.answer.one(DocumentRow(document), at: scope)
    }
  }

  struct Remove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Remove a document for good; this can't be undone.",
      discussion: """
        Its bytes go with the next minicrm gc, where no other document has the same. One that is \
        to be kept until a day is refused before that, unless --early gives a reason, which the \
        log keeps. Example: minicrm document remove 12 --yes
        """)
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var owner: OwnerOptions
    @OptionGroup var actor: ActorOptions
    @Flag(help: "Don't ask.") var yes = false
    @Option(help: "Why it goes before the day until which it is to be kept.") var early: String?
    @Argument(help: "The document's id.") var id: Int64

    func validate() throws { try Consent.validate(isGiven: yes) }

    func run() async throws {
      let id = DocumentID(rawValue: id)
      let scope = try await OpenInstallation(options).scope(of: id, company: owner.company)
      if !yes { try Consent.ask("Remove document \(id.rawValue) for good?") }
      let document = try await actor.acting(in: scope).removeDocument(id, early: early)
      try await output.answer.one(DocumentRow(document), at: scope)
    }
  }
}

/// The conditions of a list of documents.
struct DocumentFilterOptions: ParsableArguments {
  @OptionGroup var party: PartyFilterOptions
  @Option(help: "inbox, filed or archived; default: all.") var state: DocumentState?
  @Option(help: "Only those of this group and the groups below it.") var group: String?
  @Option(help: "Words to find in the sender.") var sender: String?
  @Option(help: "The first day of receipt, in the company's zone.") var from: CivilDate?
  @Option(help: "The last day of receipt.") var to: CivilDate?
  @Option(help: "Only those to be kept until a day before this one.")
  var keepUntilBefore: CivilDate?
  @Option(help: "Words to find in title, notes, file name, sender and subject.")
  var text: String?

  var query: DocumentQuery {
    var query = DocumentQuery(state: state, text: text)
    (query.customer, query.contact) = (party.customer, party.contact)
    (query.group, query.sender) = (group, sender)
    (query.from, query.to) = (from, to)
    query.keptUntilBefore = keepUntilBefore
    return query
  }

  var isEmpty: Bool {
    party.isEmpty && state == nil && group == nil && sender == nil && from == nil && to == nil
      && keepUntilBefore == nil && text == nil
  }
}
