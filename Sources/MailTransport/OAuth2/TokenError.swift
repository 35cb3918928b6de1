import Platform

/// Why a login has no token. One line, no secrets.
package struct TokenError: Error, Sendable, CustomStringConvertible {
  package enum Kind: Sendable, Equatable {
    /// The server takes the refresh token, or the signed statement, no longer: somebody has to
    /// agree again.
    case agreementEnded
    /// There is no refresh token yet.
    case notAuthorized
    /// The server refuses the program itself, or what the program asks for.
    case clientRefused
    /// A secret that the settings name can't be used.
    case secret
    /// The server is down, slow, or asks to wait so long.
    case unavailable(Duration?)
    /// The tokens could not be kept: nothing was used.
    case notKept
    case cancelled
  }

  /// `mailbox documents`.
  package let subject: String
  package let kind: Kind
  package let message: String
  /// The advice.
  package let suggestion: String
  /// The token server's code of the error: `invalid_grant`; nil where it gave no such word.
  package var code: String?

  init(of client: OAuth2Client, _ kind: Kind, _ message: String, _ suggestion: String) {
    subject = client.subject
    self.kind = kind
    self.message = message.printable(longest: 700)
    self.suggestion = suggestion
  }

  /// Without the subject, which those add who know it.
  package var description: String { "\(message); \(suggestion)" }
}

extension TokenError: RetryAdvising {
  package var retryAdvice: RetryAdvice {
    switch kind {
    case .agreementEnded, .notAuthorized, .clientRefused, .secret: .person
    case .unavailable(let pause?): .after(pause)
    case .unavailable(nil), .notKept, .cancelled: .usual
    }
  }
}
