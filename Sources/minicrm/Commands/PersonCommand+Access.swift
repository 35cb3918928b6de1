import Application
import ArgumentParser
import Foundation
import MailTransport
import Records

/// Links by which people get in.
extension PersonCommand {
  struct Invite: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Invite a person to log in: mail a link by which the person sets a password.",
      discussion: """
        The link works once, for seven days, and only as long as the address is the person's; \
        older links are dead then. Example: minicrm person invite 3
        """)
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var owner: OwnerOptions
    @OptionGroup var actor: ActorOptions
    @Flag(help: "Print the link instead of mailing it.") var print = false
    @Argument(help: "The person's id.") var id: Int64

    func run() async throws {
      try await PasswordSending(options, output, owner, actor, isPrinted: print)
        .send(.invitation, to: PersonID(rawValue: id))
    }
  }

  struct Password: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Mail a person a link by which the person sets a new password.",
      discussion: "The link works once, for an hour. Example: minicrm person password 3")
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var owner: OwnerOptions
    @OptionGroup var actor: ActorOptions
    @Flag(help: "Print the link instead of mailing it.") var print = false
    @Argument(help: "The person's id.") var id: Int64

    func run() async throws {
      try await PasswordSending(options, output, owner, actor, isPrinted: print)
        .send(.renewal, to: PersonID(rawValue: id))
    }
  }
}

/// Makes a link by which a person sets a password, and mails or prints it.
private struct PasswordSending {
  let options: SettingsOptions
  let output: OutputOptions
  let owner: OwnerOptions
  let actor: ActorOptions
  /// The link is printed, and not mailed.
  let isPrinted: Bool

  init(
    _ options: SettingsOptions, _ output: OutputOptions, _ owner: OwnerOptions,
    _ actor: ActorOptions, isPrinted: Bool
  ) {
    (self.options, self.output, self.owner, self.actor) = (options, output, owner, actor)
    self.isPrinted = isPrinted
  }

  func send(_ purpose: PasswordLink.Purpose, to id: PersonID) async throws {
    let installation = try await OpenInstallation(options)
    let origin = try installation.settings.pages().origin
    // Refused before a link is made that nobody gets.
    let smtp = isPrinted ? nil : try installation.settings.sending()
    let scope = try await installation.scope(of: id, company: owner.company)
    let token = SecretToken.random()
    let link = try await actor.acting(in: scope).makePasswordLink(purpose, for: id, token)
    let sent = SentLink(link: link, token: token)
    if let smtp { try await mail(sent, smtp, origin: origin) }
    try output.answer.one(
      PasswordLinkRow(id, link, url: isPrinted ? sent.url(at: origin) : nil))
  }

  private func mail(_ sent: SentLink, _ smtp: SMTPSettings, origin: String) async throws {
    let outcome = try await PasswordMail(from: smtp.sender, origin: origin)
      .send(sent, over: smtp.access, now: Date())
    if let trouble = outcome.trouble {
      throw Failure(
        .unreachable,
        "the mail to \(sent.link.email) was not taken: \(trouble); try again, or give the person "
          + "the link that --print shows")
    }
  }
}
