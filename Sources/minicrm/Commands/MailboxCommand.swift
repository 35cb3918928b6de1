import ArgumentParser
import Foundation
import MailTransport
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
    @OptionGroup var list: ListOptions

    func run() async throws {
      let place = try await Workplace(options)
      let states = try await place.store.mailboxStates()
      let rows = place.settings.mailboxes.map { mailbox in
        OutputRow(mailbox, states.first { $0.name == mailbox.name })
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
        For a login with oauth2 and grant: refreshToken. Example: minicrm mailbox authorize documents
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
      try output.answer.one(login.row(try await place.store.mailboxStates()))
    }
  }
}

extension Workplace {
  fileprivate func mailbox(_ name: String) throws -> MailboxSettings {
    guard let mailbox = settings.mailboxes.first(where: { $0.name == name }) else {
      let names = settings.mailboxes.map(\.name).joined(separator: ", ")
      throw Failure(
        "there is no mailbox “\(name)” in the settings; \(names.isEmpty ? "none is named" : "named are \(names)")"
      )
    }
    return mailbox
  }

  fileprivate func sendingLogin() throws -> TriedLogin {
    TriedLogin(try settings.sending())
  }
}

extension OutputRow {
  init(_ mailbox: MailboxSettings, _ state: MailboxState?) {
    let health = MailboxHealth(mailbox, state: state, isConnected: false)
    let (expires, fault) = Self.expiry(mailbox.server.login, mailbox.tokens)
    add("name", .text(mailbox.name))
    add("url", .text(mailbox.server.url))
    add("username", .text(mailbox.server.login.username))
    add("folder", .text(mailbox.folder))
    add("login", .text(mailbox.server.login.oauth2 == nil ? "password" : "oauth2"))
    add("tokenExpires", JSONValue(expires))
    add("lastSuccess", JSONValue(state?.lastSuccess))
    add("lastError", JSONValue(health.currentError ?? fault))
    add("since", JSONValue(health.currentError == nil ? nil : state?.failingSince))
  }

  /// Of `smtp`, which has no folder.
  init(_ smtp: SMTPSettings, _ login: LoginSettings) {
    let (expires, fault) = Self.expiry(login, smtp.tokens)
    add("name", .text("smtp"))
    add("url", .text(smtp.url))
    add("username", .text(login.username))
    add("folder", .null)
    add("login", .text(login.oauth2 == nil ? "password" : "oauth2"))
    add("tokenExpires", JSONValue(expires))
    add("lastSuccess", .null)
    add("lastError", JSONValue(fault))
    add("since", .null)
  }

  /// When the access token that is kept ends; and why that can't be told.
  private static func expiry(_ login: LoginSettings, _ tokens: TokenPlace) -> (Date?, String?) {
    guard let oauth2 = login.oauth2 else { return (nil, nil) }
    do {
      return (try oauth2.keeper(of: login.username, tokens).expiry(), nil)
    } catch {
      return (nil, "\(error)")
    }
  }
}
