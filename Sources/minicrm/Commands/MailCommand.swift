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
    @OptionGroup var filter: MailFilterOptions
    @Option(help: "Only this company's, by its slug.") var company: String?

    func run() async throws {
      let installation = try await OpenInstallation(options)
      let rows = try await MailReading(installation.store).list(
        filter.query, at: installation.company(ifNamed: company), page: list.page())
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
        try OutputFile.standard.print("")
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
      case .failed(let reason): throw Failure(.internal, "\(reason)")
      case nil: break
      }
    }
  }
}
