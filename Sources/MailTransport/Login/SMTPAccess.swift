import Platform

/// The server that takes outgoing mail, and where the credential for it comes from.
package struct SMTPAccess: Sendable {
  /// Nil where the server asks for no login.
  package let source: (any CredentialSource)?
  private let endpoint: @Sendable (Credential?) throws -> SMTPEndpoint

  package init(
    _ source: (any CredentialSource)?,
    endpoint: @escaping @Sendable (Credential?) throws -> SMTPEndpoint
  ) {
    self.source = source
    self.endpoint = endpoint
  }

  /// Always the same.
  package init(_ endpoint: SMTPEndpoint) {
    self.init(nil) { _ in endpoint }
  }

  /// The endpoint to log in at now; nil where it would be no other than the one that was refused.
  package func endpoint(
    insteadOf refused: SMTPEndpoint, sign: @escaping LifeSign
  ) async throws -> SMTPEndpoint? {
    guard let source, let credential = refused.login?.credential else { return nil }
    let other = try await source.credential(insteadOf: credential, sign: sign)
    return other == credential ? nil : try endpoint(other)
  }

  /// The endpoint to log in at now.
  package func endpoint(_ sign: @escaping LifeSign = { _ in }) async throws -> SMTPEndpoint {
    try await endpoint(source?.credential(insteadOf: nil, sign: sign))
  }
}
