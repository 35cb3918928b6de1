import Application
import ArgumentParser
import Foundation
import SQLiteEngine

/// `minicrm mailbox …`
struct MailboxCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mailbox", abstract: "The mailboxes that are read, and how they log in.",
    subcommands: [List.self, Authorize.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the mailboxes: how each logs in, until when, and when it last worked.",
      discussion: "Example: minicrm mailbox list --json")
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var list: LimitOptions

    func run() async throws {
      let installation = try await OpenInstallation(options)
      let rows = try await MailboxListing(installation.store).rows(
        of: installation.settings.mailboxes.map(\.configuredLogin))
      try output.answer.list(
        list.cut(rows),
        columns: ["name", "username", "login", "tokenExpires", "lastSuccess", "lastError"],
        whenEmpty: "No mailboxes; name one under mailboxes in the settings.")
    }
  }

  struct Authorize: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Have a person agree that a mailbox is used, and keep the token that comes of it.",
      discussion: """
        For a login with oauth2 and grant: refreshToken. Example: minicrm mailbox authorize \
        documents
        """)
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @Argument(help: "The mailbox's name in the settings.") var name: String?
    @Flag(help: "For sending: the login under smtp.") var smtp = false
    @Flag(help: "Agree in a browser, even where the provider has codes for other devices.")
    var browser = false
    @Option(help: "The port of localhost that the browser comes back to; default: any.")
    var port: UInt16 = 0

    func validate() throws {
      if name == nil, !smtp {
        throw ValidationError("Name the mailbox, or say --smtp for the login that sends.")
      }
    }

    func run() async throws {
      let installation = try await OpenInstallation(options, making: .ifEmpty)
      let mailbox = try name.map { try installation.mailbox($0) }
      guard let login = try smtp ? installation.sendingLogin() : mailbox?.configuredLogin else {
        return
      }
      let tell = teller
      let agreement = try LoginAgreement(to: login, in: installation.store) {
        tell($0.text(of: login))
      }
      let outcome = try await agreement.authorize(
        by: BrowserReturn(port: port, tell: tell), preferringBrowser: browser)
      if let error = outcome.untried {
        tell("minicrm: the token is kept, but the login could not be tried: \(error)")
      }
      try output.answer.one(outcome.row)
    }

    /// Tells the person who is to agree; with `--json` beside the row.
    private var teller: @Sendable (String) -> Void {
      { [json = output.json] text in
        guard json else {
          try? OutputFile.standard.print(text)
          return
        }
        // An agreement that nobody hears of runs out of time.
        try? FileHandle.standardError.write(contentsOf: Data("\(text)\n".utf8))
      }
    }
  }
}

extension OpenInstallation {
  fileprivate func mailbox(_ name: String) throws -> MailboxSettings {
    guard let mailbox = settings.mailboxes.first(where: { $0.name == name }) else {
      let names = settings.mailboxes.map(\.name).joined(separator: ", ")
      let known = names.isEmpty ? "none is named" : "named are \(names)"
      throw Failure(.notFound, "there is no mailbox “\(name)” in the settings; \(known)")
    }
    return mailbox
  }

  /// Throws for a server that asks for no login: there is nothing to agree to.
  fileprivate func sendingLogin() throws -> ConfiguredLogin {
    guard let login = try settings.sending().configuredLogin else {
      throw AgreementError("smtp", .byPassword)
    }
    return login
  }
}
