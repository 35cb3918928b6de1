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
    @OptionGroup var link: PasswordLinkOptions

    func run() async throws { try await link.send(.invitation) }
  }

  struct Password: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Mail a person a link by which the person sets a new password.",
      discussion: "The link works once, for an hour. Example: minicrm person password 3")
    @OptionGroup var link: PasswordLinkOptions

    func run() async throws { try await link.send(.renewal) }
  }
}

/// The person who gets a link that sets a password, and the way of the link.
struct PasswordLinkOptions: ParsableArguments {
  @OptionGroup var options: SettingsOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var owner: OwnerOptions
  @OptionGroup var actor: ActorOptions
  @Flag(help: "Print the link instead of mailing it.") var print = false
  @Argument(help: "The person's id.") var id: Int64

  /// Makes the link, and mails or prints it.
  func send(_ purpose: PasswordLink.Purpose) async throws {
    let installation = try await OpenInstallation(options)
    let origin = try installation.settings.pages().origin
    // Refused before a link is made that nobody gets.
    let smtp = print ? nil : try installation.settings.sending()
    let id = PersonID(rawValue: id)
    let scope = try await installation.scope(of: id, company: owner.company)
    let token = SecretToken.random()
    let link = try await actor.acting(in: scope).makePasswordLink(purpose, for: id, token)
    let sent = SentLink(link: link, token: token)
    if let smtp { try await mail(sent, smtp, origin: origin) }
    try output.answer.one(PasswordLinkRow(id, link, url: print ? sent.url(at: origin) : nil))
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
