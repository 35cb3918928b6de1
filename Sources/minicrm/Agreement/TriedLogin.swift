import Application
import Foundation
import MailTransport
import Store

/// A login of the settings for which somebody may agree; tried before anything is kept.
struct TriedLogin: Sendable {
  private let login: LoginSettings?
  private let tokens: TokenPlace
  /// Logs in and out again.
  private let attempt: @Sendable (any CredentialSource) async throws -> Void
  /// The row to be shown, by what the store knows of mailboxes.
  let row: @Sendable ([MailboxState]) -> MailboxRow?

  init(_ mailbox: MailboxSettings) {
    login = mailbox.server.login
    tokens = mailbox.tokens
    attempt = { try await mailbox.access($0).connect().logout() }
    row = { states in MailboxRow(mailbox, states.first { $0.name == mailbox.name }) }
  }

  init(_ smtp: SMTPSettings) {
    login = smtp.login
    tokens = smtp.tokens
    attempt = { source in _ = try await SMTPProbe(smtp.access(source)).look() }
    row = { _ in smtp.login.map { MailboxRow(smtp, $0) } }
  }

  /// Asks a person, tries the login by what came of it, and keeps that. A server that refuses the
  /// login means that the wrong person has agreed, or to too little: nothing is kept then. Returns
  /// what else went wrong with the trial.
  func authorize(
    _ tell: @escaping @Sendable (String) -> Void, preferringBrowser: Bool, port: UInt16
  ) async throws -> String? {
    guard let login, let oauth2 = login.oauth2 else {
      throw Failure(
        "\(tokens.subject) logs in by password; give oauth2 in its place if it is to be authorised")
    }
    let keeper = oauth2.keeper(of: login.username, tokens)
    let grant = try await LoginAgreement(oauth2, keeper, tokens, tell: tell)
      .ask(preferringBrowser: preferringBrowser, port: port)
    let credential = Credential.token(try Secret(grant.accessToken), by: oauth2.mechanism)
    var warning: String?
    do {
      try await attempt(FixedCredential(credential))
    } catch let error as any RetryAdvising where error.retryAdvice == .login {
      throw Failure(
        "\(tokens.subject): somebody agreed, but the mail server refuses the login: \(error); "
          + "nothing "
          + "was kept; agree as \(login.username), to all that is asked for")
    } catch {
      warning = "the token is kept, but the login could not be tried: \(error)"
    }
    try await keeper.keep(grant, sign: { _ in })
    return warning
  }
}
