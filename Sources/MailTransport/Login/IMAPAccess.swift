import Platform

/// A mailbox's server, and where the credential for it comes from.
package struct IMAPAccess: Sendable {
  package let source: any CredentialSource
  private let endpoint: @Sendable (Credential) throws -> IMAPEndpoint

  package init(
    _ source: any CredentialSource,
    endpoint: @escaping @Sendable (Credential) throws -> IMAPEndpoint
  ) {
    self.source = source
    self.endpoint = endpoint
  }

  /// A session that is logged in. `sign` hears of every wait, to the session's end. Where the
  /// server refuses the credential and another can be had, as when a token was revoked before its
  /// time, that one is tried at once.
  package func connect(_ sign: @escaping LifeSign = { _ in }) async throws -> IMAPSession {
    let credential = try await source.credential(insteadOf: nil, sign: sign)
    do {
      return try await IMAPSession.connect(endpoint(credential), sign: sign)
    } catch let error as IMAPError where error.isLogin {
      let other = try await source.credential(insteadOf: credential, sign: sign)
      guard other != credential else { throw error }
      return try await IMAPSession.connect(endpoint(other), sign: sign)
    }
  }
}

extension IMAPError {
  fileprivate var isLogin: Bool {
    if case .login = kind { true } else { false }
  }
}
