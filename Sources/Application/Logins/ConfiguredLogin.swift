import MailTransport

/// A login that the settings name: of a mailbox that is read, or of the server for outgoing mail.
package struct ConfiguredLogin: Sendable {
  package enum Proof: Sendable {
    case password
    /// By tokens, and the ways by which a person may agree to them.
    case tokens(TokenKeeper, AgreementWays)
  }

  package let name: String
  /// The login's name in errors: `mailbox documents`.
  package let subject: String
  package let url: String
  package let username: String
  /// Nil of the server for outgoing mail.
  package let folder: String?
  package let proof: Proof
  /// Logs in by a credential, and out again.
  let attempt: @Sendable (any CredentialSource) async throws -> Void

  package init(
    named name: String, _ subject: String, at url: String, as username: String, folder: String?,
    _ proof: Proof, attempt: @escaping @Sendable (any CredentialSource) async throws -> Void
  ) {
    self.name = name
    self.subject = subject
    self.url = url
    self.username = username
    self.folder = folder
    self.proof = proof
    self.attempt = attempt
  }
}
