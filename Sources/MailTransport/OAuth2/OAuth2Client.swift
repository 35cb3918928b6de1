import Platform

/// The program that asks a token server for access to a login (RFC 6749 section 2).
package struct OAuth2Client: Sendable {
  /// The grant by which access is asked for.
  package enum Grant: String, Sendable, CaseIterable {
    /// As the program itself, by its secret (RFC 6749 section 4.4).
    case clientCredentials
    /// For a person who has agreed once (RFC 6749 section 6).
    case refreshToken
    /// By a statement signed with a private key (RFC 7523 section 2.1).
    case jwtBearer
  }

  /// Reads a secret anew each time, so that one that was replaced is used without a restart.
  package typealias SecretReading = @Sendable () throws -> Secret

  /// The login's name in errors: `mailbox documents`.
  package let subject: String
  /// The user name that the mail server is given.
  package let account: String
  /// The command by which a person agrees again: `minicrm mailbox authorize documents`.
  package let authorizing: String
  /// The endpoint that gives tokens.
  package let endpoint: HTTPEndpoint
  package let grant: Grant
  /// Absent only with `jwtBearer`.
  package let clientID: String?
  package let clientSecret: SecretReading?
  package let scope: String?
  package let mechanism: TokenMechanism
  /// The token that the settings name; nil where they leave that to the store.
  package let refreshToken: SecretReading?
  /// The key of `jwtBearer`, its issuer where the key's file doesn't tell one, and the mailbox's
  /// owner where that isn't the account.
  package let signingKey: (@Sendable () throws -> SigningKey)?
  package let issuer: String?
  package let tokenSubject: String?

  package init(
    subject: String, account: String, authorizing: String, endpoint: HTTPEndpoint, grant: Grant,
    clientID: String?, clientSecret: SecretReading?, scope: String?, mechanism: TokenMechanism,
    refreshToken: SecretReading?, signingKey: (@Sendable () throws -> SigningKey)?, issuer: String?,
    tokenSubject: String?
  ) {
    self.subject = subject
    self.account = account
    self.authorizing = authorizing
    self.endpoint = endpoint
    self.grant = grant
    self.clientID = clientID
    self.clientSecret = clientSecret
    self.scope = scope
    self.mechanism = mechanism
    self.refreshToken = refreshToken
    self.signingKey = signingKey
    self.issuer = issuer
    self.tokenSubject = tokenSubject
  }

  /// Tells logins apart that need tokens of their own: hexadecimal digits. Logins with the same
  /// share their tokens.
  package var identity: String {
    let parts = [
      endpoint.url, grant.rawValue, clientID ?? issuer ?? "", scope ?? "", tokenSubject ?? account,
    ]
    let text = parts.map { "\($0.utf8.count):\($0)" }.joined()
    return Digest(of: text).hexadecimal
  }
}
