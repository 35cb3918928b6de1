import Application
import ArgumentParser
import Foundation
import Logging
import MailIngest
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
      let place = try await Workplace(options)
      let mails =
        if let company {
          try await place.company(company).mails(verdict: verdict)
        } else {
          try await place.store.mails(verdict: verdict)
        }
      let rows = try await place.rows(list.cut(mails))
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
      let place = try await Workplace(options)
      try output.answer.one(try await place.details(of: place.mail(id, owner: owner.company)))
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
      let place = try await Workplace(options)
      let mail = try await place.mail(id, owner: owner.company)
      let details = try await place.details(of: mail)
      let parts = try await place.store.parts(of: mail.id).map(MailPartRow.init)
      if output.json {
        try output.answer.json(MailExplanationRow(details, parts: parts))
      } else {
        try output.answer.one(details)
        print("")
        try output.answer.list(
          parts,
          columns: ["path", "mediaType", "fileName", "size", "verdict", "reason", "document"],
          whenEmpty: "Its parts were not read.")
      }
    }
  }

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "File one message from a file or standard input (-), as if it had come by mail.",
      discussion: """
        Reading standard input, as an MTA's pipe calls it, it ends with 0 when the message is kept, \
        69 when the message itself can't be taken (larger than ingest.maximumMessageSize), and 75 \
        when the MTA is to try again, whatever the reason. \
        Example: minicrm mail add lasku.eml --to acme-…@in.example.fi
        """)
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @Argument(help: "The message's file; - is standard input.") var file: String
    @Option(help: "The address it was sent to.") var to: String

    func run() async throws {
      let place = try await Workplace(options)
      let limit = place.settings.ingest.maximumMessageSize
      let message = try MessageInput(
        file, limit: limit, spoolDirectory: place.store.spoolDirectory)
      defer { withExtendedLifetime(message) {} }
      let kept = try place.keptMail()
      let filed = try await kept.add(
        message.descriptor, size: message.size, recipient: to, limit: limit, now: Date())
      try await place.show(filed, output.answer)
      if InputFile.isStandardInput(file) { try requireKept(filed) }
    }

    /// An MTA that hears of success forgets the message.
    private func requireKept(_ mails: [Mail]) throws {
      for mail in mails {
        if mail.verdict == .tooLarge { throw MailPipe.Refused(description: mail.reason) }
        if mail.verdict == .failed, !mail.hasRaw { throw Failure(mail.reason) }
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
      let place = try await Workplace(options)
      let mail = try await place.mail(id, owner: nil)
      let target = try await place.releaseTarget(of: mail, company: company)
      let filed = try await place.keptMail().release(
        mail, to: target, by: actor.person(in: place.store.company(target.id)))
      try await place.show(filed, output.answer)
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
      let place = try await Workplace(options)
      let mail = try await place.mail(id, owner: owner.company)
      let filed = try await place.keptMail().retry(mail, now: Date())
      try await place.show(filed, output.answer)
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
      let place = try await Workplace(options)
      let mail = try await place.mail(id, owner: owner.company)
      let discarded = try await place.store.discard(mail.id)
      try await place.show([discarded], output.answer)
    }
  }
}

extension Workplace {
  fileprivate func mail(_ id: Int64, owner: String?) async throws -> Mail {
    let id = MailID(rawValue: id)
    let mail =
      if let owner {
        try await company(owner).mail(id)
      } else {
        try await store.mail(id)
      }
    guard let mail else { throw Failure("there is no mail \(id.rawValue)") }
    return mail
  }

  fileprivate func details(of mail: Mail) async throws -> MailDetailsRow {
    guard let company = mail.company else { return MailDetailsRow(mail, company: nil) }
    return MailDetailsRow(mail, company: try await store.company(company).company().slug)
  }

  fileprivate func rows(_ mails: [Mail]) async throws -> [MailRow] {
    let slugs = try await slugs()
    return mails.map { MailRow($0, company: slugs[$0.company]) }
  }

  /// The row of a mail, or the rows where a mail to several companies became several; one JSON
  /// value either way.
  fileprivate func show(_ mails: [Mail], _ answer: Answer) async throws {
    let rows = try await rows(mails)
    if let row = rows.first, rows.count == 1 {
      try answer.one(row)
    } else {
      try answer.list(rows, columns: MailCommand.columns(of: rows), whenEmpty: "No mails.")
    }
  }

  private func slugs() async throws -> [CompanyID?: String] {
    let companies = try await store.companies()
    return Dictionary(companies.map { ($0.id, $0.slug) }, uniquingKeysWith: { first, _ in first })
  }

  func keptMail() throws -> KeptMail {
    let silent = Logger(label: "minicrm") { _ in SwiftLogNoOpLogHandler() }
    return KeptMail(store: store, filing: try filing(silent))
  }

  /// Where a mail is released to: its own company, or the one named for a mail without.
  fileprivate func releaseTarget(of mail: Mail, company slug: String?) async throws -> Company {
    guard let own = mail.company else {
      guard let slug else {
        throw Failure("mail \(mail.id.rawValue) belongs to no company; name one with --company")
      }
      return try await company(slug).company()
    }
    if let slug, try await company(slug).id != own {
      throw Failure("there is no mail \(mail.id.rawValue)")
    }
    return try await store.company(own).company()
  }
}
