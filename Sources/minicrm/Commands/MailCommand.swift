import Application
import ArgumentParser
import Foundation
import Records
import Store

/// `minicrm mail …`
struct MailCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mail", abstract: "The mails that came, what became of them, and why.",
    subcommands: [
      List.self, Show.self, Explain.self, Add.self, Release.self, Retry.self, Discard.self,
    ])

  /// The code and link of forwarding confirmations only where one is listed.
  static func columns(of rows: [MailRow]) -> [String] {
    ["id", "company", "verdict", "reason", "sender", "subject", "receivedAt"]
      + (rows.contains { $0.confirmationCode != nil } ? ["confirmationCode"] : [])
      + (rows.contains { $0.confirmationURL != nil } ? ["confirmationURL"] : [])
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List mails, newest first.",
      discussion: "Example: minicrm mail list --verdict unroutable")
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var list: ListOptions
    @Option(help: "Only this company's, by its slug.") var company: String?
    @Option(
      help: ArgumentHelp(
        "Only those with this verdict.",
        discussion: MailVerdict.allCases.map(\.rawValue).joined(separator: ", ")))
    var verdict: MailVerdict?

    func run() async throws {
      let installation = try await OpenInstallation(options)
      let rows = try await MailReading(installation.store).list(
        at: installation.company(ifNamed: company), verdict: verdict, page: list.page())
      try output.answer.list(rows, columns: columns(of: rows), whenEmpty: "No mails.")
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show one mail.", discussion: "Example: minicrm mail show 12")
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var owner: OwnerOptions
    @Argument(help: "The mail's id.") var id: Int64

    func run() async throws {
      let installation = try await OpenInstallation(options)
      let details = try await MailReading(installation.store).details(
        of: MailID(rawValue: id), at: installation.company(ifNamed: owner.company))
      try output.answer.one(details)
    }
  }

  struct Explain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show one mail with the verdict of every part of it, and why.",
      discussion: "Example: minicrm mail explain 12")
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var owner: OwnerOptions
    @Argument(help: "The mail's id.") var id: Int64

    func run() async throws {
      let installation = try await OpenInstallation(options)
      let row = try await MailReading(installation.store).explanation(
        of: MailID(rawValue: id), at: installation.company(ifNamed: owner.company))
      if output.json {
        try output.answer.json(row)
      } else {
        try output.answer.one(row.details)
        print("")
        try output.answer.list(
          row.parts,
          columns: ["path", "mediaType", "fileName", "size", "verdict", "reason", "document"],
          whenEmpty: "Its parts were not read.")
      }
    }
  }

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "File one message from a file or standard input (-), as if it had come by mail.",
      discussion: """
        Reading standard input, as an MTA's pipe calls it, it ends with 0 when the message is \
        kept, 69 when the message itself can't be taken (larger than ingest.maximumMessageSize), \
        and 75 when the MTA is to try again, whatever the reason. \
        Example: minicrm mail add lasku.eml --to acme-…@in.example.fi
        """)
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @Argument(help: "The message's file; - is standard input.") var file: String
    @Option(help: "The address it was sent to.") var to: String

    func run() async throws {
      let installation = try await OpenInstallation(options)
      let limit = installation.settings.ingest.maximumMessageSize
      let message = try MessageInput(
        file, limit: limit, spoolDirectory: installation.store.spoolDirectory)
      defer { withExtendedLifetime(message) {} }
      let added = try await MailDecisions(installation.store).add(
        message.descriptor, size: message.size, recipient: to, limit: limit,
        intake: installation.intake(), now: Date())
      try output.answer.oneOrMore(added.rows)
      // An MTA that hears of success forgets the message.
      guard InputFile.isStandardInput(file) else { return }
      switch added.loss {
      case .refused(let reason): throw MailPipe.Refused(description: "\(reason)")
      case .failed(let reason): throw Failure("\(reason)")
      case nil: break
      }
    }
  }

  struct Release: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "File a mail that was kept, whatever kind it is.",
      discussion: """
        A mail without an attachment becomes a document as a whole. An unroutable one needs \
        --company. Example: minicrm mail release 12 --company acme
        """)
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var actor: ActorOptions
    @Argument(help: "The mail's id.") var id: Int64
    @Option(help: "The company to file it for; needed when it has none.") var company: String?

    func run() async throws {
      let installation = try await OpenInstallation(options)
      let decisions = MailDecisions(installation.store)
      let target = try await decisions.target(
        of: MailID(rawValue: id), named: installation.company(ifNamed: company))
      try output.answer.oneOrMore(
        await decisions.release(
          to: target, by: target.scope.actor(actor.actor), intake: installation.intake()))
    }
  }

  struct Retry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Decide anew on a mail that was kept, as if it had just come.",
      discussion: "Example: minicrm mail retry 12")
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var owner: OwnerOptions
    @Argument(help: "The mail's id.") var id: Int64

    func run() async throws {
      let installation = try await OpenInstallation(options)
      try output.answer.oneOrMore(
        await MailDecisions(installation.store).retry(
          MailID(rawValue: id), at: installation.company(ifNamed: owner.company),
          intake: installation.intake(), now: Date()))
    }
  }

  struct Discard: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Let go of a kept mail's content; its verdict stays on record.",
      discussion: "Example: minicrm mail discard 12")
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var owner: OwnerOptions
    @Argument(help: "The mail's id.") var id: Int64

    func run() async throws {
      let installation = try await OpenInstallation(options)
      try output.answer.oneOrMore(
        await MailDecisions(installation.store).discard(
          MailID(rawValue: id), at: installation.company(ifNamed: owner.company)))
    }
  }
}

extension Answer {
  /// The row of a mail, or the rows where a mail to several companies became several; one JSON
  /// value either way.
  fileprivate func oneOrMore(_ rows: [MailRow]) throws {
    if let row = rows.first, rows.count == 1 {
      try one(row)
    } else {
      try list(rows, columns: MailCommand.columns(of: rows), whenEmpty: "No mails.")
    }
  }
}
