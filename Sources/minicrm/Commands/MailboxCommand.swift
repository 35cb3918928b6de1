import Application
import ArgumentParser
import Foundation
import MailTransport
import SQLiteEngine
import Store

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
      let place = try await Workplace(options)
      let states = try await place.store.mailboxStates()
      let rows = place.settings.mailboxes.map { mailbox in
        MailboxRow(mailbox, states.first { $0.name == mailbox.name })
      }
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
      let place = try await Workplace(options, making: .ifEmpty)
      let mailbox = try name.map { try place.mailbox($0) }
      let login = try smtp ? place.sendingLogin() : mailbox.map(TriedLogin.init)
      guard let login else { return }
      let tell: @Sendable (String) -> Void = { [json = output.json] text in
        guard json else {
          print(text)
          // Somebody waits for what a pipe would hold back.
          fflush(nil)
          return
        }
        // Where nobody hears, the time runs out.
        try? FileHandle.standardError.write(contentsOf: Data("\(text)\n".utf8))
      }
      let warning = try await login.authorize(tell, preferringBrowser: browser, port: port)
      if let warning { tell("minicrm: \(warning)") }
      if let row = login.row(try await place.store.mailboxStates()) { try output.answer.one(row) }
    }
  }
}

extension Workplace {
  fileprivate func mailbox(_ name: String) throws -> MailboxSettings {
    guard let mailbox = settings.mailboxes.first(where: { $0.name == name }) else {
      let names = settings.mailboxes.map(\.name).joined(separator: ", ")
      let known = names.isEmpty ? "none is named" : "named are \(names)"
      throw Failure("there is no mailbox “\(name)” in the settings; \(known)")
    }
    return mailbox
  }

  fileprivate func sendingLogin() throws -> TriedLogin {
    TriedLogin(try settings.sending())
  }
}

extension MailboxRow {
  init(_ mailbox: MailboxSettings, _ state: MailboxState?) {
    let login = mailbox.server.login
    self.init(mailbox.name, mailbox.server.url, login, mailbox.tokens)
    folder = mailbox.folder
    lastSuccess = state?.lastSuccess
    if let error = state?.currentError { (lastError, since) = (error, state?.failingSince) }
  }

  /// Of the server for outgoing mail.
  init(_ smtp: SMTPSettings, _ login: LoginSettings) {
    self.init("smtp", smtp.url, login, smtp.tokens)
  }

  /// The row tells the end of the access token that is kept; where nobody can tell the end, the
  /// last error says why.
  private init(_ name: String, _ url: String, _ login: LoginSettings, _ tokens: TokenPlace) {
    var (expires, fault): (Date?, String?) = (nil, nil)
    do {
      expires = try login.oauth2?.keeper(of: login.username, tokens).expiry()
    } catch {
      fault = "\(error)"
    }
    self.init(
      name: name, url: url, username: login.username,
      login: login.oauth2 == nil ? "password" : "oauth2", tokenExpires: expires)
    lastError = fault
  }
}
