import Application
import ArgumentParser
import Foundation
import Records
import Store

extension MailCommand {
  struct Release: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "File mails that were kept, whatever kind they are.",
      discussion: """
        A mail without an attachment becomes a document as a whole. An unroutable one needs \
        --company. Of many mails all are filed, or none where one can't be; with --all those that \
        can be. Example: minicrm mail release 12 13 --company acme
        """)
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var chosen: ChosenMails
    @Option(help: "The company to file it for; needed when it has none.") var company: String?

    func run() async throws {
      let installation = try await OpenInstallation(options)
      let decisions = MailDecisions(installation.store)
      let scope = try await installation.company(ifNamed: company)
      let ids = try await chosen.found { try await decisions.releasable($0, at: scope) }
      try await output.answer.mails(
        decisions.release(ids, to: scope, as: actor.actor, intake: installation.intake()),
        chosen)
    }
  }

  struct Retry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Decide anew on mails that were kept, as if they had just come.",
      discussion: "Examples: minicrm mail retry 12; minicrm mail retry --all --verdict failed")
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var owner: OwnerOptions
    @OptionGroup var chosen: ChosenMails

    func run() async throws {
      let installation = try await OpenInstallation(options)
      let decisions = MailDecisions(installation.store)
      let scope = try await installation.company(ifNamed: owner.company)
      let ids = try await chosen.found { try await decisions.releasable($0, at: scope) }
      try await output.answer.mails(
        decisions.retry(ids, at: scope, intake: installation.intake(), now: Date()), chosen)
    }
  }

  struct Discard: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Let go of the content of kept mails, for good; their verdicts stay on record.",
      discussion: """
        Examples: minicrm mail discard 12; \
        minicrm mail discard --all --company acme --verdict held --sender mainos.example
        """)
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var owner: OwnerOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var chosen: ChosenMails

    func run() async throws {
      let installation = try await OpenInstallation(options)
      let decisions = MailDecisions(installation.store)
      let scope = try await installation.company(ifNamed: owner.company)
      let ids = try await chosen.found { try await decisions.discardable($0, at: scope) }
      try await output.answer.mails(
        decisions.discard(ids, at: scope, as: actor.actor, now: Date()), chosen)
    }
  }
}

/// The conditions of a list of mails.
struct MailFilterOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Only those with this verdict.",
      discussion: MailVerdict.allCases.map(\.rawValue).joined(separator: ", ")))
  var verdict: MailVerdict?
  @Option(help: "Words to find in the sender.") var sender: String?
  @Option(help: "The first day of arrival, in the company's zone; without a company in UTC.")
  var from: CivilDate?
  @Option(help: "The last day of arrival.") var to: CivilDate?
  @Option(help: "Words to find in sender and subject.") var text: String?

  var query: MailQuery {
    var query = MailQuery(verdict: verdict)
    (query.sender, query.text) = (sender, text)
    (query.from, query.to) = (from, to)
    return query
  }

  var isEmpty: Bool {
    verdict == nil && sender == nil && from == nil && to == nil && text == nil
  }
}

/// The mails that a decision is on: by their ids, or all that a filter finds.
struct ChosenMails: ParsableArguments {
  @OptionGroup var filter: MailFilterOptions
  @Flag(help: "All mails that the filter finds, instead of ids.") var all = false
  @Argument(help: "The mails' ids.") var ids: [Int64] = []

  func validate() throws {
    if all != ids.isEmpty { throw ValidationError("Give the mails' ids, or --all.") }
    if !all, !filter.isEmpty { throw ValidationError("A filter goes with --all.") }
  }

  /// True where one mail was named, whose row is answered alone.
  var isOne: Bool { ids.count == 1 }

  /// Gives the mails; so many may be named by id, and a filter may find as many as there are.
  func found(_ find: (MailQuery) async throws -> [MailID]) async throws -> [MailID] {
    if all { return try await find(filter.query) }
    try ManyRecords.check(ids.count)
    return ids.map(MailID.init(rawValue:))
  }
}

extension Answer {
  /// The row of the mail, where one was decided on and stayed one, or the rows.
  fileprivate func mails(_ rows: [MailRow], _ chosen: ChosenMails) throws {
    if let row = rows.first, rows.count == 1, chosen.isOne {
      try one(row)
    } else {
      try mails(rows)
    }
  }

  /// The row of a mail, or the rows where a mail to several companies became several.
  func oneOrMore(_ rows: [MailRow]) throws {
    if let row = rows.first, rows.count == 1 { try one(row) } else { try mails(rows) }
  }

  private func mails(_ rows: [MailRow]) throws {
    try list(rows, columns: MailCommand.columns(of: rows), whenEmpty: "No mails.")
  }
}
