/// The outcome of one mail to one recipient.
package enum SMTPOutcome: Sendable, Hashable {
  /// The server has taken it over.
  case accepted(SMTPReply)
  /// The mail was not taken, and may be later.
  case temporary(SMTPTrouble)
  /// The mail will never be taken as it is.
  case permanent(SMTPTrouble)
  /// All of it was sent, and no answer came: it may have been taken.
  case unknown(SMTPTrouble)
}

/// Why a mail was not accepted, or is not known to be.
package struct SMTPTrouble: Sendable, Hashable, CustomStringConvertible {
  /// The mails that the trouble concerns.
  package enum Scope: Sendable, Hashable {
    /// This mail alone.
    case mail
    /// Every mail: nobody listens, TLS, the login, 421, a refused greeting. Sending pauses.
    case server
    /// Nobody: the sending was interrupted.
    case interruption
  }

  package let scope: Scope
  /// The server's last reply, where that decided.
  package let reply: SMTPReply?
  /// The failure, in one line, without secrets.
  package let reason: String

  package let retryAdvice: RetryAdvice

  package init(
    _ scope: Scope, reply: SMTPReply? = nil, reason: String, retryAdvice: RetryAdvice = .usual
  ) {
    self.scope = scope
    self.reply = reply
    self.reason = reason
    self.retryAdvice = retryAdvice
  }

  /// Nobody can log in: the password can't be read, or no token is to be had.
  package init(noCredential error: any Error) {
    self.init(
      .server, reason: "\(error)",
      retryAdvice: (error as? any RetryAdvising)?.retryAdvice ?? .usual)
  }

  package var description: String { reason }
}

extension SMTPTrouble: RetryAdvising {}

extension SMTPOutcome {
  /// The server's deciding words, else the reason: what is kept beside the mail.
  package var words: String {
    switch self {
    case .accepted(let reply): reply.description
    case .temporary(let trouble), .permanent(let trouble), .unknown(let trouble):
      trouble.reply?.description ?? trouble.reason
    }
  }

  /// Why it is not known to be accepted; nil when it was.
  package var trouble: SMTPTrouble? {
    switch self {
    case .accepted: nil
    case .temporary(let trouble), .permanent(let trouble), .unknown(let trouble): trouble
    }
  }

  /// All sending should pause.
  package var isServerWide: Bool { trouble?.scope == .server }
}
