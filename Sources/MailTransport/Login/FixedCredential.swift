import Platform

/// One credential and no other, to try a login.
package struct FixedCredential: CredentialSource {
  private let credential: Credential

  package init(_ credential: Credential) {
    self.credential = credential
  }

  package func credential(
    insteadOf refused: Credential?, sign: @escaping LifeSign
  ) async throws -> Credential {
    credential
  }

  package func fingerprint() -> CredentialFingerprint {
    CredentialFingerprint([credential.secret.value])
  }
}
